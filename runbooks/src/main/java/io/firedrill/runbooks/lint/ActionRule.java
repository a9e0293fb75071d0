package io.firedrill.runbooks.lint;

import java.util.List;

import io.firedrill.runbooks.format.Diagram;
import io.firedrill.runbooks.format.NearMatch;
import io.firedrill.runbooks.format.XmlElement;
import io.firedrill.runbooks.model.ActionSpec;
import io.firedrill.runbooks.model.ActionSpec.Effect;

/** Tasks call actions that exist, where those may be called. */
final class ActionRule {
    private ActionRule() {}

    static void check(Drawn drawn) {
        for (var task : drawn.serviceTasks()) {
            drawn.spec(task).ifPresentOrElse(spec -> place(task, spec, drawn), () -> unknown(task, drawn));
        }
    }

    private static void unknown(XmlElement task, Drawn drawn) {
        List<String> topics =
                drawn.catalogue().all().stream().map(ActionSpec::topic).toList();
        drawn.report(
                "RB-ACTION",
                task,
                task + " calls the action '" + Diagram.topic(task) + "', which does not exist.",
                NearMatch.advice(Diagram.topic(task), topics));
    }

    private static void place(XmlElement task, ActionSpec spec, Drawn drawn) {
        if (Diagram.isCompensation(task)) return;
        boolean rollback = drawn.diagram().inRollback(task);
        if (spec.undo() && !rollback) {
            drawn.report(
                    "RB-ACTION-PLACE",
                    task,
                    "'" + spec.topic() + "' belongs inside the rollback; in the flow there is nothing to settle yet.",
                    "Move " + task + " into the event sub-process.");
        }
        if (rollback && !spec.undo() && spec.effect() == Effect.CHANGES) {
            drawn.report(
                    "RB-ACTION-PLACE",
                    task,
                    "'" + spec.topic() + "' changes a system, and what a rollback changes nobody undoes.",
                    "Make it the undo task of the step it reverses; the compensation throw runs it.");
        }
    }
}
