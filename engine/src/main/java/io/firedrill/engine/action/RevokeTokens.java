package io.firedrill.engine.action;

import java.util.Map;

import org.springframework.stereotype.Component;

import io.firedrill.engine.port.AuthServer.Revoked;

/** {@code auth.revoke}: one ledger row per order; the first intent starts the clock. */
@Component
class RevokeTokens implements Action {
    private final Revocations revocations;

    RevokeTokens(Revocations revocations) {
        this.revocations = revocations;
    }

    @Override
    public String topic() {
        return "auth.revoke";
    }

    @Override
    public ActionResult perform(ActionContext context) {
        var systems = context.systems();
        var planned = revocations.of(systems);
        if (planned.isEmpty()) throw new Fault("FD-NOTHING-TO-REVOKE", "There is nothing to revoke.");
        long grants = 0;
        for (var revocation : planned) {
            var kept = context.effect(
                    new Intent(
                            RevocationEffect.NAME,
                            "revoke/" + revocation.name(),
                            "revoke " + revocation.words(),
                            Map.of("name", revocation.name()),
                            whyNot(context),
                            false,
                            true),
                    () -> systems.auth().revoke(revocations.order(systems, revocation)),
                    RevokeTokens::keep);
            if (kept.get("grants") instanceof Number number) grants += number.longValue();
        }
        return ActionResult.of("Revoked " + planned.get(0).words()
                        + (planned.size() > 1 ? " and " + (planned.size() - 1) + " more" : "") + ": " + grants
                        + " grants ended.")
                .with(Map.of("grants", grants));
    }

    private static Map<String, Object> keep(Revoked revoked) {
        return Map.of("grants", revoked.grants(), "at", revoked.at().toString());
    }

    private static String whyNot(ActionContext context) {
        var declared = context.runbook().undo().get(context.step().id());
        return declared == null ? "a revoked token cannot be given back" : declared.reason();
    }
}
