package io.firedrill.engine.action;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.springframework.stereotype.Component;

import io.firedrill.engine.port.Gateway.DenyOrder;
import io.firedrill.engine.port.RevocationScope;

/**
 * {@code gateway.deny}: every node refuses the scope's tokens until they would have expired anyway. One ledger row per
 * node and order. A gateway that cannot deny by this scope is left alone, and the result says so.
 */
@Component
class DenyAtGateway implements Action {
    /** Clock skew that resource servers usually allow after a token's expiry. */
    private static final Duration SKEW = Duration.ofSeconds(2);

    private final Revocations revocations;

    DenyAtGateway(Revocations revocations) {
        this.revocations = revocations;
    }

    @Override
    public String topic() {
        return "gateway.deny";
    }

    @Override
    public ActionResult perform(ActionContext context) {
        var systems = context.systems();
        var scope = CanaryPlan.scope(systems);
        if (!systems.gateway().deniable().contains(scope)) return nothingDenied(context, scope);
        var times = times(context);
        var nodes = systems.gateway().nodes();
        for (var revocation : revocations.of(systems)) {
            for (var node : nodes) {
                var key = systems.outsideKey("deny/" + revocation.name());
                var order = new DenyOrder(key, revocation.scope(), times.issuedBefore(), times.until());
                var facts = new LinkedHashMap<String, Object>();
                facts.put("node", node);
                facts.put("key", key);
                facts.put("until", times.until().toString());
                context.effect(
                        new Intent(
                                DenyEffect.NAME,
                                "deny/" + node + "/" + revocation.name(),
                                "deny " + revocation.words() + " at " + node,
                                facts,
                                null,
                                true),
                        () -> systems.gateway().deny(node, order),
                        denied -> Map.of("at", denied.at().toString()));
            }
        }
        return ActionResult.of("Denied at " + nodes.size() + " gateway nodes until " + times.until() + ".")
                .setting(Map.of("denyUntil", times.until().toString()));
    }

    private static ActionResult nothingDenied(ActionContext context, RevocationScope.Kind scope) {
        var word = scope.name().toLowerCase(Locale.ROOT);
        return ActionResult.of("Nothing was denied: this target's gateway cannot deny tokens by " + word
                        + ". Where it checks tokens by itself, a revoked one passes until it expires.")
                .with(Map.of("denied", 0))
                .setting(Map.of("denyUntil", context.now().toString()));
    }

    private record Times(Instant issuedBefore, Instant until) {}

    /** The same times for every node and every attempt: kept with the run from the first. */
    private static Times times(ActionContext context) {
        var systems = context.systems();
        return context.progress().locked(context.run(), () -> {
            var kept = systems.sealed().get(context.run(), "deny/times");
            if (kept.isPresent()) {
                var both = kept.get().split(" ", 2);
                return new Times(Instant.parse(both[0]), Instant.parse(both[1]));
            }
            var now = context.now().truncatedTo(ChronoUnit.MILLIS);
            var times = new Times(
                    now, now.plus(systems.auth().abilities().accessTokenLife()).plus(SKEW));
            systems.sealed().put(context.run(), "deny/times", times.issuedBefore() + " " + times.until());
            return times;
        });
    }
}
