package io.firedrill.integrations.sandbox.adapter;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.firedrill.engine.port.Answer;
import io.firedrill.engine.port.AuthServer.TokenForm;
import io.firedrill.engine.port.Binding;
import io.firedrill.engine.port.Gateway;
import io.firedrill.engine.port.Health;
import io.firedrill.engine.port.RevocationScope;
import io.firedrill.engine.port.Secret;
import io.firedrill.integrations.support.HttpCall;
import io.firedrill.integrations.support.HttpCall.Effect;
import io.firedrill.integrations.support.HttpCalls;
import io.firedrill.integrations.support.HttpLimits;
import io.firedrill.integrations.support.HttpReply;
import io.firedrill.integrations.support.Trust;

/** Probes each node over TLS as a client would, and speaks to the gateway's admin API for deny entries. */
final class SandboxGatewayClient implements Gateway {
    // One request per probe: a repetition would blur the time.
    private static final HttpLimits PROBING = new HttpLimits(Duration.ofSeconds(1), Duration.ofSeconds(2), 1, 64);
    private static final Map<String, TokenForm> ROUTES = routes();

    private final Map<String, TokenForm> routes;
    private final AdminClient admin;
    private final InstantSource clock;
    private final HttpCalls probing;
    private final Map<String, String> nodes;

    record DenyBody(String key, String kind, @Nullable String value, Instant issuedBefore, Instant until) {}

    record DenyReply(Instant at) {}

    record Lifted(boolean lifted) {}

    record Holds(boolean denied) {}

    SandboxGatewayClient(Binding binding, InstantSource clock) {
        this.admin = new AdminClient(binding, SandboxGatewayKind.ADMIN_ENDPOINT);
        this.clock = clock;
        this.probing = new HttpCalls(PROBING, Trust.inFile(Path.of(binding.required(SandboxGatewayKind.CA))));
        this.routes = chosen(binding);
        this.nodes = parsed(binding.required(SandboxGatewayKind.NODES), binding.system());
    }

    @Override
    public Health check() {
        return admin.check("/health");
    }

    @Override
    public List<String> nodes() {
        return List.copyOf(nodes.keySet());
    }

    @Override
    public List<EnforcementPoint> points() {
        var points = new ArrayList<EnforcementPoint>();
        for (var node : nodes.keySet())
            routes.forEach((route, form) -> points.add(new EnforcementPoint(node, route, form)));
        return points;
    }

    @Override
    public Answer<Verdict> probe(EnforcementPoint point, Secret accessToken) {
        var call = HttpCall.get(address(point.node()) + point.route()).bearer(accessToken.reveal());
        var answer = probing.exchange(call);
        if (!(answer instanceof Answer.Done<HttpReply> done)) return answer.map(reply -> verdict(reply.status()));
        var status = done.value().status();
        if (done.value().ok() || status == 401 || status == 403) return Answer.done(verdict(status));
        return Answer.tryLater(point.name() + " gave no verdict but status " + status + ".", Duration.ZERO);
    }

    @Override
    public Answer<Denied> deny(String node, DenyOrder order) {
        var scope = order.scope();
        var body = new DenyBody(order.key(), Scopes.kind(scope), named(scope), order.issuedBefore(), order.until());
        return admin.ask(HttpCall.json("PUT", denied(node), body, Effect.REPEATABLE), DenyReply.class)
                .map(reply -> new Denied(reply.at()));
    }

    @Override
    public Answer<Boolean> lift(String node, String key) {
        return admin.ask(HttpCall.delete(denied(node) + "?key=" + HttpCall.encoded(key)), Lifted.class)
                .map(Lifted::lifted);
    }

    @Override
    public Answer<Boolean> denies(String node, String key) {
        return admin.ask(HttpCall.get(denied(node) + "?key=" + HttpCall.encoded(key)), Holds.class)
                .map(Holds::denied);
    }

    private Verdict verdict(int status) {
        return new Verdict(status < 300, status, clock.instant());
    }

    private String denied(String node) {
        return admin.at("/nodes/" + HttpCall.encoded(node) + "/denied");
    }

    private String address(String node) {
        var address = nodes.get(node);
        if (address == null) throw new IllegalArgumentException("The gateway has no node '" + node + "'.");
        return address;
    }

    /** What the gateway knows a scope by; for a token its SHA-256, so that the token itself stays here. */
    private static @Nullable String named(RevocationScope scope) {
        if (!(scope instanceof RevocationScope.Token token)) return Scopes.value(scope);
        try {
            var bytes = token.token().reveal().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no SHA-256.", e);
        }
    }

    private static Map<String, String> parsed(String text, String system) {
        var nodes = new LinkedHashMap<String, String>();
        for (var part : text.split(",")) {
            var pair = part.strip().split("=", 2);
            if (pair.length != 2 || !pair[1].startsWith("https://"))
                throw new IllegalArgumentException("Setting 'nodes' of system '" + system
                        + "' must be name=https://host:port, separated by commas.");
            nodes.put(pair[0], pair[1]);
        }
        return nodes;
    }

    /** All routes, or those that the target names: with an issuer of its own, only {@code /profile} takes its tokens. */
    private static Map<String, TokenForm> chosen(Binding binding) {
        var named = binding.setting(SandboxGatewayKind.ROUTES);
        if (named == null) return ROUTES;
        var chosen = new LinkedHashMap<String, TokenForm>();
        for (var part : named.split(",")) {
            var form = ROUTES.get(part.strip());
            if (form == null)
                throw new IllegalArgumentException("Setting 'routes' of system '" + binding.system() + "' names '"
                        + part.strip() + "'; there are " + String.join(", ", ROUTES.keySet()) + ".");
            chosen.put(part.strip(), form);
        }
        return chosen;
    }

    private static Map<String, TokenForm> routes() {
        var routes = new LinkedHashMap<String, TokenForm>();
        routes.put("/orders", TokenForm.OPAQUE);
        routes.put("/profile", TokenForm.JWT);
        return routes;
    }
}
