package io.firedrill.integrations.sandbox.gateway;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.firedrill.integrations.sandbox.fault.Faults;
import io.firedrill.integrations.sandbox.net.AdminCredential;
import io.firedrill.integrations.sandbox.net.EffectBook;
import io.firedrill.integrations.sandbox.net.Handler;
import io.firedrill.integrations.sandbox.net.Refusal;
import io.firedrill.integrations.sandbox.net.Reply;
import io.firedrill.integrations.sandbox.net.Request;
import io.firedrill.integrations.sandbox.net.Router;

/** The gateway's admin API: deny entries per node, health, counters, and the record of decisions. */
final class GatewayAdmin {
    private static final Set<String> KINDS = Set.of("token", "session", "subject", "device", "client", "everyone");
    private static final int KEYS_KEPT = 100_000;

    private final List<GatewayNode> nodes;
    private final Faults faults;
    private final InstantSource clock;
    private final EffectBook effects = new EffectBook(KEYS_KEPT);

    /** @param value for a token its {@code jti} or the SHA-256 of the token, never the token */
    record Order(String key, String kind, @Nullable String value, Instant issuedBefore, Instant until) {}

    record Question(String hash) {}

    GatewayAdmin(List<GatewayNode> nodes, Faults faults, InstantSource clock) {
        this.nodes = nodes;
        this.faults = faults;
        this.clock = clock;
    }

    Handler routes(AdminCredential credential) {
        return new Router(credential)
                .on(
                        "GET",
                        "/health",
                        request -> Reply.ok(Map.of(
                                "nodes",
                                nodes.stream()
                                        .map(node -> Map.of(
                                                "name", node.name(),
                                                "up", !faults.on(node.name() + ".down"),
                                                "denied", node.denied().size()))
                                        .toList())))
                .on("PUT", "/nodes/{node}/denied", request -> faults.around("gateway.admin", () -> deny(request)))
                .on("DELETE", "/nodes/{node}/denied", request -> faults.around("gateway.admin", () -> lift(request)))
                .on(
                        "GET",
                        "/nodes/{node}/denied",
                        request -> Reply.ok(Map.of(
                                "denied", node(request).denied().holds(request.required("key"), clock.instant()))))
                .on("POST", "/record", this::record)
                .on("GET", "/effects", this::effects);
    }

    void reset() {
        effects.clear();
    }

    private Reply deny(Request request) {
        var node = node(request);
        var order = request.body(Order.class);
        var kind = order.kind().toLowerCase(Locale.ROOT);
        if (!KINDS.contains(kind)) throw new Refusal(422, "kind", "There is no scope '" + kind + "'.");
        var everyone = kind.equals("everyone");
        var value = order.value();
        if (!everyone && (value == null || value.isBlank()))
            throw new Refusal(422, "value", "Scope '" + kind + "' needs a value.");
        var now = clock.instant();
        effects.asked(effect(node, order.key()));
        var name = kind + ":" + (everyone ? "" : value);
        node.denied()
                .add(
                        new DenyList.Entry(
                                order.key(), name, order.issuedBefore(), now.plus(node.propagation()), order.until()),
                        now);
        effects.carriedOut(effect(node, order.key()));
        return Reply.ok(Map.of("at", now));
    }

    private Reply lift(Request request) {
        return Reply.ok(Map.of("lifted", node(request).denied().lift(request.required("key"))));
    }

    private Reply record(Request request) {
        var hash = request.body(Question.class).hash();
        var told = new ArrayList<RecordBook.Told>();
        for (var node : nodes)
            for (var route : List.of(GatewayNode.ORDERS, GatewayNode.PROFILE)) {
                var page = node.book().tell(hash, route);
                if (page != null) told.add(page);
            }
        return Reply.ok(Map.of("items", told));
    }

    private Reply effects(Request request) {
        var key = request.query().get("key");
        if (key == null) return Reply.ok(Map.of("items", effects.all()));
        return Reply.ok(effects.of(effect(node(request.required("node")), key)));
    }

    private GatewayNode node(Request request) {
        return node(request.variable("node"));
    }

    private GatewayNode node(String name) {
        for (var node : nodes) if (node.name().equals(name)) return node;
        throw new Refusal(404, "node", "The gateway has no node '" + name + "'.");
    }

    private static String effect(GatewayNode node, String key) {
        return node.name() + " " + key;
    }
}
