package io.firedrill.runbooks.lint;

import java.util.List;
import java.util.function.Predicate;

import io.firedrill.runbooks.format.Bpmn;
import io.firedrill.runbooks.format.Diagram;
import io.firedrill.runbooks.format.XmlElement;

/** One interrupting rollback, started by message, which always settles, undoes, verifies and tells, in this order. */
final class RollbackRule {
    private static final String MESSAGE = "rollback";

    private final Drawn drawn;

    private RollbackRule(Drawn drawn) {
        this.drawn = drawn;
    }

    static void check(Drawn drawn) {
        var rule = new RollbackRule(drawn);
        rule.message();
        var rollbacks = drawn.diagram()
                .all("subProcess")
                .filter(Diagram::isEventSubProcess)
                .toList();
        var process = drawn.diagram().process();
        if (process.isEmpty()) return;
        if (rollbacks.size() != 1 || rollbacks.get(0).parent() != process.get()) {
            drawn.report(
                    "RB-ROLLBACK-ONE",
                    rollbacks.isEmpty() ? process.get() : rollbacks.get(rollbacks.size() - 1),
                    "The runbook has " + rollbacks.size()
                            + " event sub-processes; it needs exactly one, at the top level:" + " its rollback.",
                    "Draw one event sub-process named Roll back with a message start named rollback.");
            return;
        }
        rule.start(rollbacks.get(0));
    }

    private void message() {
        var messages = drawn.diagram().root().children(Bpmn.MODEL, "message").toList();
        if (messages.size() == 1 && MESSAGE.equals(messages.get(0).attribute("name"))) return;
        drawn.report(
                "RB-ROLLBACK-MESSAGE",
                messages.isEmpty() ? drawn.diagram().root() : messages.get(messages.size() - 1),
                "The file must define exactly one message, named rollback: the engine sends it on a fault, a stop"
                        + " condition or an abort.",
                "Define it: <bpmn:message id=\"rollback\" name=\"rollback\" />.");
    }

    private void start(XmlElement rollback) {
        var starts = rollback.children(Bpmn.MODEL, "startEvent").toList();
        // Another rule reports when there is not exactly one.
        if (starts.size() != 1) return;
        var start = starts.get(0);
        if ("false".equals(start.attribute("isInterrupting"))) {
            drawn.report(
                    "RB-ROLLBACK-START",
                    start,
                    "The rollback does not interrupt the flow, so steps would go on changing what it undoes.",
                    "Remove isInterrupting=\"false\".");
        }
        boolean heard = start.children(Bpmn.MODEL, "messageEventDefinition")
                .flatMap(definition -> drawn.diagram().byId(definition.attribute("messageRef")).stream())
                .anyMatch(message -> message.is(Bpmn.MODEL, "message") && MESSAGE.equals(message.attribute("name")));
        if (!heard) {
            drawn.report(
                    "RB-ROLLBACK-START",
                    start,
                    "The rollback's start does not wait for the message named rollback.",
                    "Choose that message at the start event.");
        }
        always(rollback, start);
    }

    private void always(XmlElement rollback, XmlElement start) {
        List<Part> parts = List.of(
                new Part("a task run.settle", node -> Diagram.topic(node).equals("run.settle")),
                new Part("a compensation throw event", node -> node.name().equals("intermediateThrowEvent")),
                new Part("a task run.verify", node -> Diagram.topic(node).equals("run.verify")),
                new Part("a task comms.send", node -> Diagram.topic(node).equals("comms.send")));
        var from = start;
        for (var part : parts) {
            var at = from;
            var found = Paths.from(drawn.diagram(), at).stream()
                    .filter(part.is())
                    .filter(node -> unavoidable(rollback, start, node))
                    .findFirst();
            if (found.isEmpty()) {
                drawn.report(
                        "RB-ROLLBACK-PATH",
                        rollback,
                        "Not every way through the rollback passes, in this order: run.settle, a compensation throw,"
                                + " run.verify, comms.send. Missing or misplaced: " + part.name() + ".",
                        "Draw these four one after the other.");
                return;
            }
            from = found.get();
        }
    }

    private boolean unavoidable(XmlElement rollback, XmlElement start, XmlElement node) {
        return Paths.avoiding(drawn.diagram(), start, flow -> true, other -> other != node).stream()
                .noneMatch(other -> other.parent() == rollback && other.name().equals("endEvent"));
    }

    private record Part(String name, Predicate<XmlElement> is) {}
}
