package io.firedrill.integrations.keycloak;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import io.firedrill.engine.port.Secret;
import io.firedrill.integrations.support.Chain;
import io.firedrill.integrations.support.HttpCall;

/** Clients of the realm by client id, remembered for a while. Thread-safe; methods belong into a chain. */
final class Clients {
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private final Realm realm;
    private final InstantSource clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Known(Client client, Instant until) {}

    /**
     * @param id what the admin API calls it by
     * @param secret null for a public client
     * @param passwords whether it may sign people in by name and password
     */
    record Client(String clientId, String id, @Nullable Secret secret, boolean passwords) {
        /** A form with what the client shows of itself. */
        Map<String, String> form(String grant) {
            var form = new LinkedHashMap<String, String>();
            form.put("grant_type", grant);
            form.put("client_id", clientId);
            if (secret != null) form.put("client_secret", secret.reveal());
            return form;
        }
    }

    Clients(Realm realm, InstantSource clock) {
        this.realm = realm;
        this.clock = clock;
    }

    Client get(String clientId) {
        var before = known.get(clientId);
        if (before != null && clock.instant().isBefore(before.until())) return before.client();
        var client = read(clientId);
        known.put(clientId, new Known(client, clock.instant().plus(REMEMBERED)));
        return client;
    }

    void forget() {
        known.clear();
    }

    private Client read(String clientId) {
        for (var one : realm.get("/clients?clientId=" + HttpCall.encoded(clientId))) {
            if (!clientId.equals(one.path("clientId").asString(""))) continue;
            var id = one.path("id").asString();
            var open = one.path("publicClient").asBoolean(false);
            return new Client(
                    clientId,
                    id,
                    open ? null : secret(id),
                    one.path("directAccessGrantsEnabled").asBoolean(false));
        }
        throw Chain.refusal("client", "The realm has no client '" + clientId + "'.");
    }

    private @Nullable Secret secret(String id) {
        var value = realm.get("/clients/" + id + "/client-secret").path("value").asString("");
        return value.isBlank() ? null : Secret.of(value);
    }
}
