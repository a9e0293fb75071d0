package io.firedrill.engine.action;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.stereotype.Component;

import io.firedrill.engine.library.Approvals;
import io.firedrill.engine.run.TargetFit;
import io.firedrill.engine.target.Targets;

/** {@code target.preflight}: everything that can be known to be wrong before anything is changed. */
@Component
class Preflight implements Action {
    private final Targets targets;
    private final Approvals approvals;

    Preflight(Targets targets, Approvals approvals) {
        this.targets = targets;
        this.approvals = approvals;
    }

    @Override
    public String topic() {
        return "target.preflight";
    }

    @Override
    public ActionResult perform(ActionContext context) {
        var run = context.systems().run();
        var wrong = new ArrayList<String>();
        var facts = new LinkedHashMap<String, Object>();
        targets.check(run.target(), run.real()).forEach((system, health) -> {
            facts.put(system, health.detail());
            if (uses(context, system) && !health.healthy()) wrong.add(system + ": " + health.detail());
        });
        for (var template : context.runbook().templates().values()) {
            approvals.template(template, run.target()).ifPresent(problem -> wrong.add(problem.message()));
        }
        if (!wrong.isEmpty())
            throw new Again("Not fit to start: " + String.join("; ", wrong), java.time.Duration.ofSeconds(2));
        var abilities = context.systems().auth().abilities();
        var scope = CanaryPlan.scope(context.systems());
        // Asked before the start as well; the target may have changed since.
        TargetFit.scope(run.target(), scope, abilities).ifPresent(problem -> {
            throw new Fault(problem.code(), problem.message() + " " + problem.next());
        });
        return ActionResult.of("All systems answer, messages are approved.")
                .with(facts)
                .setting(Map.of("denyNeeded", abilities.selfContained()));
    }

    private static boolean uses(ActionContext context, String system) {
        var runbook = context.runbook();
        return runbook.systems().contains(system) || runbook.optionalSystems().contains(system);
    }
}
