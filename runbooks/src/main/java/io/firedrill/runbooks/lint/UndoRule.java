package io.firedrill.runbooks.lint;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.firedrill.runbooks.format.Bpmn;
import io.firedrill.runbooks.format.Diagram;
import io.firedrill.runbooks.format.NearMatch;
import io.firedrill.runbooks.format.XmlElement;
import io.firedrill.runbooks.model.ActionSpec;

/** Every change can be undone, or the manifest says why it cannot. */
final class UndoRule {
    private final Drawn drawn;
    private final Declared declared;
    private final Map<XmlElement, XmlElement> undoTasks;

    private UndoRule(Whole whole) {
        this.drawn = whole.drawn();
        this.declared = whole.declared();
        this.undoTasks = drawn.diagram().undoTasks();
    }

    static void check(Whole whole) {
        var rule = new UndoRule(whole);
        for (var task : rule.drawn.changes()) rule.drawn.spec(task).ifPresent(spec -> rule.change(task, spec));
        rule.undoTasks.forEach(rule::pair);
        rule.declarations();
    }

    private void change(XmlElement task, ActionSpec spec) {
        if (drawn.diagram()
                .process()
                .filter(process -> process == task.parent())
                .isEmpty()) {
            if (!drawn.diagram().inRollback(task)) nested(task, spec);
            return;
        }
        var undo = Optional.ofNullable(undoTasks.get(task));
        boolean cannot = declared.manifest().undo().containsKey(Diagram.id(task));
        if (undo.isPresent() && cannot) {
            declared.report(
                    "RB-UNDO-BOTH",
                    "undo." + Diagram.id(task),
                    "'" + Diagram.id(task) + "' has an undo task and is declared as not to be undone.",
                    "Keep one of the two.");
        } else if (undo.isEmpty() && !cannot) {
            missing(task, spec);
        }
    }

    private void nested(XmlElement task, ActionSpec spec) {
        drawn.report(
                "RB-UNDO-NESTED",
                task,
                "'" + spec.topic()
                        + "' changes a system inside a sub-process; while that runs, nothing in it is undone.",
                "Move " + task + " to the top level.");
    }

    private void missing(XmlElement task, ActionSpec spec) {
        var undoTopic = spec.undoTopic();
        drawn.report(
                "RB-UNDO-MISSING",
                task,
                task + " changes a system and has no undo.",
                undoTopic == null
                        ? "'" + spec.topic() + "' has no undo action: say why in runbook.yaml under undo: "
                                + Diagram.id(task) + ": {cannot: …}."
                        : "Put a compensation event on its edge and join it to an undo task with the topic '"
                                + undoTopic + "'.");
    }

    private void pair(XmlElement task, XmlElement undo) {
        if (!undo.is(Bpmn.MODEL, "serviceTask") || !Diagram.isCompensation(undo)) {
            drawn.report(
                    "RB-UNDO-TASK",
                    undo,
                    undo + " is to undo " + task + " but is no service task marked as compensation.",
                    "Set isForCompensation=\"true\"; the modeler does it when you draw the association.");
            return;
        }
        var spec = drawn.spec(task);
        if (spec.isEmpty()) return;
        var undoTopic = spec.get().undoTopic();
        if (undoTopic == null) {
            drawn.report(
                    "RB-UNDO-WRONG",
                    undo,
                    "'" + spec.get().topic() + "' has nothing that " + undo + " could undo.",
                    "Remove the compensation event and the undo task.");
        } else if (!undoTopic.equals(Diagram.topic(undo))) {
            drawn.report(
                    "RB-UNDO-WRONG",
                    undo,
                    "'" + spec.get().topic() + "' is undone by '" + undoTopic + "', not by '" + Diagram.topic(undo)
                            + "'.",
                    "Set the topic of " + undo + " to '" + undoTopic + "'.");
        }
    }

    private void declarations() {
        var steps = drawn.changes().stream().map(Diagram::id).collect(Collectors.toSet());
        for (var step : declared.manifest().undo().keySet()) {
            if (steps.contains(step)) continue;
            declared.report(
                    "RB-UNDO-DECLARED",
                    "undo." + step,
                    "'" + step + "' is no step of the diagram that changes a system.",
                    NearMatch.advice(step, steps));
        }
    }
}
