package io.firedrill.integrations.sandbox.auth;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContext;

import io.firedrill.integrations.sandbox.fault.Fault;
import io.firedrill.integrations.sandbox.fault.Faults;
import io.firedrill.integrations.sandbox.net.AdminCredential;
import io.firedrill.integrations.sandbox.net.Handler;
import io.firedrill.integrations.sandbox.net.Reply;
import io.firedrill.integrations.sandbox.net.Request;
import io.firedrill.integrations.sandbox.net.Router;

/** The admin API: canaries, revocation by scope, what was carried out, and the estate's faults. */
final class AuthAdmin {
    private final Canaries canaries;
    private final Revocations revocations;
    private final Grants grants;
    private final BrowserSessions sessions;
    private final Faults faults;
    private final Runnable reset;
    private final AuthorizationServerContext server;

    record RevocationOrder(
            String key, String kind, @Nullable String value) {
        @Override
        public String toString() {
            return "RevocationOrder[key=" + key + ", kind=" + kind + "]";
        }
    }

    record FaultOrder(String point, String fault) {}

    AuthAdmin(
            Canaries canaries,
            Revocations revocations,
            Grants grants,
            BrowserSessions sessions,
            Faults faults,
            Runnable reset,
            AuthorizationServerContext server) {
        this.canaries = canaries;
        this.revocations = revocations;
        this.grants = grants;
        this.sessions = sessions;
        this.faults = faults;
        this.reset = reset;
        this.server = server;
    }

    Handler routes(AdminCredential credential) {
        return new Router(credential)
                .on("GET", "/admin/health", request -> health())
                .on("PUT", "/admin/canaries", request -> faults.around("auth.mint", () -> mint(request)))
                .on(
                        "DELETE",
                        "/admin/canaries",
                        request -> Reply.ok(Map.of("ended", canaries.retire(request.required("key")))))
                .on("GET", "/admin/canaries", request -> Reply.ok(Map.of("items", canaries.list())))
                .on("POST", "/admin/revocations", request -> faults.around("auth.revoke", () -> revoke(request)))
                .on("GET", "/admin/revocations", this::carriedOut)
                .on("GET", "/admin/effects", this::effects)
                .on("PUT", "/admin/faults", this::plant)
                .on("DELETE", "/admin/faults", this::lift)
                .on("GET", "/admin/faults", request -> Reply.ok(planted()))
                .on("POST", "/admin/reset", request -> {
                    reset.run();
                    return Reply.ok(Map.of("reset", true));
                });
    }

    private Reply health() {
        return Reply.ok(Map.of("grants", grants.size(), "sessions", sessions.size()));
    }

    private Reply mint(Request request) {
        return Reply.ok(canaries.mint(request.body(Canaries.Order.class), server));
    }

    private Reply revoke(Request request) {
        var order = request.body(RevocationOrder.class);
        var done = revocations.revoke(order.key(), order.kind().toLowerCase(Locale.ROOT), order.value());
        return Reply.ok(Map.of("grants", done.grants(), "sessions", done.sessions(), "at", done.at()));
    }

    private Reply carriedOut(Request request) {
        return Reply.ok(Map.of("carriedOut", revocations.carriedOut(request.required("key")) != null));
    }

    private Reply effects(Request request) {
        var key = request.query().get("key");
        var effects = revocations.effects();
        return Reply.ok(key == null ? Map.of("items", effects.all()) : effects.of(key));
    }

    private Reply plant(Request request) {
        var order = request.body(FaultOrder.class);
        faults.plant(order.point(), Fault.parse(order.fault()));
        return Reply.ok(planted());
    }

    private Reply lift(Request request) {
        faults.lift(request.query().get("point"));
        return Reply.ok(planted());
    }

    private Map<String, Object> planted() {
        var texts = new TreeMap<String, String>();
        faults.planted().forEach((point, fault) -> texts.put(point, fault.toString()));
        return Map.of("planted", texts, "points", faults.points());
    }
}
