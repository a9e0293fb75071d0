package io.firedrill.runbooks.lint;

import java.util.Map;
import java.util.Optional;

import io.firedrill.runbooks.format.Bpmn;
import io.firedrill.runbooks.format.Diagram;
import io.firedrill.runbooks.format.XmlElement;
import io.firedrill.runbooks.model.Condition;

/** In a real run a person decides before anything happens that cannot be undone. */
final class CheckpointRule {
    private static final Map<String, String> REAL = Map.of("mode", "real");

    private CheckpointRule() {}

    static void check(Whole whole) {
        var drawn = whole.drawn();
        var process = drawn.diagram().process();
        var changes = drawn.changes();
        if (process.isEmpty() || changes.isEmpty()) return;
        if (process.get().children(Bpmn.MODEL, "userTask").findAny().isEmpty()) {
            drawn.report(
                    "RB-CHECKPOINT",
                    process.get(),
                    "The runbook changes systems and has no checkpoint, so no second person would be asked.",
                    "Draw a user task before the first change, for real runs at least.");
            return;
        }
        var undo = drawn.diagram().undoTasks();
        process.get().children(Bpmn.MODEL, "startEvent").findFirst().ifPresent(start -> {
            var unasked = Paths.avoiding(
                    drawn.diagram(),
                    start,
                    // Only a checkpoint's own flow means that a person said yes; a timer on its edge does not.
                    flow -> !leavesCheckpoint(drawn.diagram(), flow) && possibleForReal(drawn.diagram(), flow),
                    node -> true);
            changes.stream()
                    .filter(unasked::contains)
                    .filter(task -> !undo.containsKey(task))
                    .forEach(task -> drawn.report(
                            "RB-CHECKPOINT",
                            task,
                            "A real run can come to " + task
                                    + ", which cannot be undone, without passing a checkpoint.",
                            "Draw a user task before it on every way that a real run can take."));
        });
    }

    private static boolean leavesCheckpoint(Diagram diagram, XmlElement flow) {
        return diagram.byId(flow.attribute("sourceRef"))
                .filter(node -> node.is(Bpmn.MODEL, "userTask"))
                .isPresent();
    }

    /** False when a real run surely does not take this flow. */
    private static boolean possibleForReal(Diagram diagram, XmlElement flow) {
        var own = decided(flow);
        if (own.isPresent()) return own.get();
        var gateway = diagram.byId(flow.attribute("sourceRef"));
        boolean isDefault = gateway.filter(node -> Diagram.id(flow).equals(node.attribute("default")))
                .isPresent();
        return !isDefault
                || diagram.outgoing(gateway.orElseThrow()).stream()
                        .noneMatch(other -> decided(other).equals(Optional.of(true)));
    }

    private static Optional<Boolean> decided(XmlElement flow) {
        return flow.children(Bpmn.MODEL, "conditionExpression").findFirst().flatMap(expression -> {
            try {
                return Condition.parse(expression.text()).decide(REAL);
            } catch (IllegalArgumentException e) {
                // Reported by the allow-list.
                return Optional.empty();
            }
        });
    }
}
