package io.firedrill.engine.action;

import java.time.Duration;
import java.util.Map;

import org.springframework.stereotype.Component;

import io.firedrill.engine.port.AuthServer.MintOrder;
import io.firedrill.engine.port.AuthServer.TokenForm;
import io.firedrill.engine.port.Secret;

/** {@code canary.mint}: signs in the victims and controls that this run's scope needs. */
@Component
class MintCanaries implements Action {
    @Override
    public String topic() {
        return "canary.mint";
    }

    @Override
    public ActionResult perform(ActionContext context) {
        var systems = context.systems();
        var victims = 0;
        var controls = 0;
        for (var planned : CanaryPlan.of(systems)) {
            mint(context, planned);
            if (planned.victim()) victims++;
            else controls++;
        }
        if (keepGivenToken(context)) victims++;
        return ActionResult.of(victims + " victims and " + controls + " controls are signed in.")
                .with(Map.of("victims", victims, "controls", controls));
    }

    private static void mint(ActionContext context, CanaryPlan.Planned planned) {
        var systems = context.systems();
        var key = systems.outsideKey(planned.name());
        var order = new MintOrder(
                key, planned.subject(), planned.client(), planned.device(), planned.form(), planned.offline());
        context.effect(
                new Intent(
                        CanaryEffect.NAME,
                        "canary/" + planned.name(),
                        "sign in canary " + planned.name(),
                        Map.of("key", key, "name", planned.name()),
                        null,
                        true),
                () -> systems.auth().mint(order),
                minted -> {
                    Canary.of(planned.name(), planned.victim(), minted).seal(systems);
                    return Map.of(
                            "expiresAt",
                            minted.expiresAt().toString(),
                            "form",
                            planned.form().name());
                });
    }

    /** The stolen token itself is the best victim: it is what has to be refused. */
    private static boolean keepGivenToken(ActionContext context) {
        var token = context.systems().parameter("token");
        if (token.isEmpty()) return false;
        var form = token.get().chars().filter(c -> c == '.').count() == 2 ? TokenForm.JWT : TokenForm.OPAQUE;
        // Its lifetime is not known here; far away means that no refusal is put down to expiry.
        var far = context.now().plus(Duration.ofDays(365));
        context.progress().locked(context.run(), () -> {
            new Canary(
                            Canary.GIVEN,
                            true,
                            "unknown",
                            "unknown",
                            "unknown",
                            "unknown",
                            form,
                            Secret.of(token.get()),
                            null,
                            far,
                            false)
                    .seal(context.systems());
            return true;
        });
        return true;
    }
}
