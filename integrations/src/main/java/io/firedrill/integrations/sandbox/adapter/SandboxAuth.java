package io.firedrill.integrations.sandbox.adapter;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import io.firedrill.engine.port.Answer;
import io.firedrill.engine.port.AuthServer;
import io.firedrill.engine.port.Binding;
import io.firedrill.engine.port.Health;
import io.firedrill.engine.port.RevocationScope;
import io.firedrill.engine.port.Secret;
import io.firedrill.integrations.support.HttpCall;
import io.firedrill.integrations.support.HttpCall.Effect;

/** Speaks the standard endpoints where there is one, and the estate's admin API for the rest. */
final class SandboxAuth implements AuthServer {
    private static final Duration USUAL_LIFE = Duration.ofMinutes(5);

    private final AdminClient admin;
    private final Abilities abilities;
    private final InstantSource clock;

    record Mint(
            String subject,
            String client,
            String device,
            String session,
            TokenForm form,
            String accessToken,
            @Nullable String refreshToken,
            Instant expiresAt) {
        @Override
        public String toString() {
            return "Mint[subject=" + subject + "]";
        }

        Minted asMinted() {
            return new Minted(
                    subject, client, device, session, form, Secret.of(accessToken), secret(refreshToken), expiresAt);
        }
    }

    record Ended(int ended) {}

    record Introspected(boolean active) {}

    record Tokens(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("refresh_token") @Nullable String refreshToken,
            @JsonProperty("expires_in") long expiresIn) {
        @Override
        public String toString() {
            return "Tokens[]";
        }
    }

    record RevokeBody(String key, String kind, @Nullable String value) {
        @Override
        public String toString() {
            return "RevokeBody[key=" + key + ", kind=" + kind + "]";
        }
    }

    record RevokeReply(int grants, Instant at) {}

    record CarriedOut(boolean carriedOut) {}

    SandboxAuth(Binding binding, InstantSource clock) {
        this.admin = new AdminClient(binding, SandboxAuthKind.ENDPOINT);
        this.clock = clock;
        var life = binding.setting(SandboxAuthKind.TOKEN_LIFE);
        this.abilities = new Abilities(
                EnumSet.allOf(RevocationScope.Kind.class),
                true,
                true,
                life == null ? USUAL_LIFE : Duration.parse(life));
    }

    @Override
    public Health check() {
        return admin.check("/admin/health");
    }

    @Override
    public Abilities abilities() {
        return abilities;
    }

    @Override
    public Answer<Minted> mint(MintOrder order) {
        var call = HttpCall.json("PUT", admin.at("/admin/canaries"), order, Effect.REPEATABLE);
        return admin.ask(call, Mint.class).map(Mint::asMinted);
    }

    @Override
    public Answer<Integer> retire(String key) {
        var call = HttpCall.delete(admin.at("/admin/canaries?key=" + HttpCall.encoded(key)));
        return admin.ask(call, Ended.class).map(Ended::ended);
    }

    @Override
    public Answer<Boolean> active(Secret token) {
        var pair = "firedrill-operator:" + admin.credential();
        var call = HttpCall.form(admin.at("/oauth2/introspect"), Map.of("token", token.reveal()), Effect.READS)
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        return admin.askPlainly(call, Introspected.class).map(Introspected::active);
    }

    @Override
    public Answer<Refreshed> refresh(Secret refreshToken, String client) {
        // Once only: the server rotates refresh tokens, so a repetition would be refused as replayed.
        var call = HttpCall.form(
                admin.at("/oauth2/token"),
                Map.of("grant_type", "refresh_token", "refresh_token", refreshToken.reveal(), "client_id", client),
                Effect.ONCE);
        return admin.askPlainly(call, Tokens.class)
                .map(tokens -> new Refreshed(
                        Secret.of(tokens.accessToken()),
                        secret(tokens.refreshToken()),
                        clock.instant().plusSeconds(tokens.expiresIn())));
    }

    @Override
    public Answer<Revoked> revoke(RevokeOrder order) {
        var body = new RevokeBody(order.key(), Scopes.kind(order.scope()), Scopes.value(order.scope()));
        // The server remembers keys, so asking again is safe.
        var call = HttpCall.json("POST", admin.at("/admin/revocations"), body, Effect.REPEATABLE);
        return admin.ask(call, RevokeReply.class).map(reply -> new Revoked(reply.grants(), reply.at()));
    }

    @Override
    public Answer<Boolean> carriedOut(RevokeOrder order) {
        var call = HttpCall.get(admin.at("/admin/revocations?key=" + HttpCall.encoded(order.key())));
        return admin.ask(call, CarriedOut.class).map(CarriedOut::carriedOut);
    }

    private static @Nullable Secret secret(@Nullable String value) {
        return value == null ? null : Secret.of(value);
    }
}
