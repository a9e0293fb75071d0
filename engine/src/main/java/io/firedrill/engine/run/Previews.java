package io.firedrill.engine.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Component;

import io.firedrill.engine.library.Approvals;
import io.firedrill.engine.run.RunControl.Preview;
import io.firedrill.engine.run.RunControl.PreviewMessage;
import io.firedrill.engine.run.RunControl.PreviewStep;
import io.firedrill.engine.target.TargetSystems;
import io.firedrill.runbooks.catalogue.ActionCatalogue;
import io.firedrill.runbooks.model.Parameter;
import io.firedrill.runbooks.model.Runbook;
import io.firedrill.runbooks.model.Step;

/** What a start would do, found out without doing any of it. */
@Component
class Previews {
    private final StartPlanner planner;
    private final Approvals approvals;
    private final TargetSystems systems;

    Previews(StartPlanner planner, Approvals approvals, TargetSystems systems) {
        this.planner = planner;
        this.approvals = approvals;
        this.systems = systems;
    }

    Preview of(StartRequest request) {
        var plan = planner.plan(request);
        var entry = plan.entry();
        if (entry == null)
            return new Preview(
                    request.mode(),
                    request.runbook(),
                    "",
                    request.target(),
                    Map.of(),
                    plan.problems(),
                    plan.warnings(),
                    List.of(),
                    List.of(),
                    List.of());
        var runbook = entry.runbook();
        return new Preview(
                request.mode(),
                runbook.key(),
                runbook.version(),
                request.target(),
                shown(runbook, plan.parameters().values()),
                plan.problems(),
                plan.warnings(),
                runbook.steps().stream().map(Previews::step).toList(),
                messages(request, plan, runbook),
                runbook.roles().approve());
    }

    private static Map<String, String> shown(Runbook runbook, Map<String, String> values) {
        var shown = new LinkedHashMap<String, String>();
        values.forEach((name, value) ->
                shown.put(name, Parameters.type(runbook, name) == Parameter.Type.SECRET ? "[sealed]" : value));
        return shown;
    }

    private static PreviewStep step(Step step) {
        var detail = step.inRollback() || step.undoes() != null ? "only in a rollback. " : "";
        var action = step.action();
        if (action != null)
            detail += ActionCatalogue.shipped()
                    .find(action)
                    .map(spec -> spec.description())
                    .orElse("Nobody here knows the action '" + action + "'.");
        else detail += step.kind() == Step.Kind.CHECKPOINT ? "A person approves or rejects." : "Waits for a time.";
        return new PreviewStep(step.id(), step.title(), StepEffects.preview(step), detail);
    }

    private List<PreviewMessage> messages(StartRequest request, StartPlan plan, Runbook runbook) {
        var target = plan.target();
        return runbook.steps().stream()
                .filter(step -> step.kind() == Step.Kind.COMMS)
                .map(step -> runbook.templates().get(step.inputs().getOrDefault("template", "")))
                .filter(java.util.Objects::nonNull)
                .distinct()
                .map(template -> new PreviewMessage(
                        template.name(),
                        target == null ? template.channel() : channel(request, template.channel()),
                        template.audience(),
                        target != null
                                && approvals.template(template, target.name()).isEmpty()))
                .toList();
    }

    private String channel(StartRequest request, String name) {
        try {
            return systems.channel(request.target(), request.mode() == RunMode.REAL, name);
        } catch (io.firedrill.engine.problem.FiredrillException missing) {
            return name;
        }
    }
}
