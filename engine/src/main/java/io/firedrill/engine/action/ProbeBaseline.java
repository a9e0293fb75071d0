package io.firedrill.engine.action;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Component;

import io.firedrill.engine.run.PointRow;

/** {@code probe.baseline}: without a token that worked before, a refusal afterwards proves nothing. */
@Component
class ProbeBaseline implements Action {
    @Override
    public String topic() {
        return "probe.baseline";
    }

    @Override
    public ActionResult perform(ActionContext context) {
        var missing = new ArrayList<String>();
        var points = 0;
        var watched = new Watched(context, () -> null);
        for (var name : watched.names()) {
            // Probing many points of a slow estate may outlast a token.
            var canary = watched.fresh(name);
            for (var point : Points.notAccepting(context, canary)) missing.add(point + " refuses " + canary.name());
            for (var point : Points.of(context.systems(), canary)) {
                points++;
                if (canary.victim()) keep(context, point.name(), canary, missing);
            }
            if (canary.victim()) introspected(context, canary, missing);
        }
        if (!missing.isEmpty())
            throw new Fault(
                    "FD-NO-BASELINE",
                    "Before anything was revoked, these already refused: " + String.join("; ", missing) + ".");
        return ActionResult.of("All " + points + " pairs of enforcement point and canary accept.")
                .with(Map.of("pairs", points));
    }

    private static void introspected(ActionContext context, Canary canary, List<String> missing) {
        if (Points.tells(context.systems(), canary)) keep(context, Points.INTROSPECTION, canary, missing);
        else
            context.event(
                    "introspection-silent",
                    "The auth server does not say whether " + canary.name()
                            + " is active, so introspection proves nothing about it.",
                    Map.of());
    }

    private static void keep(ActionContext context, String point, Canary canary, List<String> missing) {
        var accepted = !missing.contains(point + " refuses " + canary.name());
        context.progress()
                .point(
                        context.run(),
                        context.step().id(),
                        new PointRow(point, canary.name(), accepted, null, false, false));
    }
}
