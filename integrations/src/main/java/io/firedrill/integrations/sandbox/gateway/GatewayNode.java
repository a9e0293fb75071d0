package io.firedrill.integrations.sandbox.gateway;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

import io.firedrill.integrations.sandbox.fault.Faults;
import io.firedrill.integrations.sandbox.net.Handler;
import io.firedrill.integrations.sandbox.net.Reply;
import io.firedrill.integrations.sandbox.net.Request;

/** One node: what its routes answer, its caches, its deny list and its record. */
final class GatewayNode implements Handler {
    static final String ORDERS = "/orders";
    static final String PROFILE = "/profile";

    private static final Reply NO_VERDICT = Reply.refusal(503, "no-verdict", "The token could not be checked now.")
            .header("Retry-After", "1");
    private static final Reply REFUSED = Reply.refusal(401, "invalid_token", "The token is not accepted.")
            .header("WWW-Authenticate", "Bearer error=\"invalid_token\"");

    private final String name;
    private final Map<String, TokenCheck> checks;
    private final Map<String, Reply> content;
    private final DenyList denied = new DenyList();
    private final RecordBook record;
    private final Duration propagation;
    private final Faults faults;
    private final InstantSource clock;

    /** @param propagation how long a deny entry takes to reach this node */
    GatewayNode(String name, Map<String, TokenCheck> checks, Duration propagation, Faults faults, InstantSource clock) {
        this.name = name;
        this.checks = checks;
        this.content =
                Map.of(ORDERS, Reply.ok(Map.of("node", name, "orders", 2)), PROFILE, Reply.ok(Map.of("node", name)));
        this.record = new RecordBook(name);
        this.propagation = propagation;
        this.faults = faults;
        this.clock = clock;
    }

    String name() {
        return name;
    }

    DenyList denied() {
        return denied;
    }

    RecordBook book() {
        return record;
    }

    Duration propagation() {
        return propagation;
    }

    @Override
    public Reply handle(Request request) {
        var check = checks.get(request.path());
        var reply = content.get(request.path());
        if (check == null || reply == null) return Reply.refusal(404, "path", "There is no such route.");
        var token = request.bearer();
        if (token == null || token.isEmpty()) return REFUSED;
        return switch (decide(check, request.path(), token)) {
            case ACCEPTED -> reply;
            case REFUSED -> REFUSED;
            case UNKNOWN -> NO_VERDICT;
        };
    }

    private Outcome decide(TokenCheck check, String route, String token) {
        var now = clock.instant();
        var hash = TokenHash.of(token);
        var found = check.check(token, hash, now);
        if (found instanceof Check.Unknown) return Outcome.UNKNOWN;
        if (found instanceof Check.Invalid invalid) {
            record.refused(hash, route, now, invalid.reason(), invalid.from());
            return Outcome.REFUSED;
        }
        var entry = faults.on(name + ".ignores-deny") ? null : denied.against(((Check.Valid) found).facts(), now);
        if (entry != null) {
            record.refused(hash, route, now, "deny-list", entry.from());
            return Outcome.REFUSED;
        }
        record.accepted(hash, route, now);
        return Outcome.ACCEPTED;
    }

    private enum Outcome {
        ACCEPTED,
        REFUSED,
        UNKNOWN
    }

    /** Drops caches, deny entries and record. */
    void reset() {
        checks.values().forEach(TokenCheck::forget);
        denied.clear();
        record.clear();
    }
}
