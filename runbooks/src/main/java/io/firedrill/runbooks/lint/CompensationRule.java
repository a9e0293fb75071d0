package io.firedrill.runbooks.lint;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;

import io.firedrill.runbooks.format.Bpmn;
import io.firedrill.runbooks.format.Diagram;
import io.firedrill.runbooks.format.XmlElement;

/** Compensation is drawn so that the engine finds it: event on a task's edge, association, undo task of its own. */
final class CompensationRule {
    private CompensationRule() {}

    static void check(Drawn drawn) {
        var joined = new HashMap<XmlElement, XmlElement>();
        var hosts = new HashSet<XmlElement>();
        drawn.diagram()
                .all("boundaryEvent")
                .filter(Diagram::isCompensationEvent)
                .forEach(event -> {
                    var host = drawn.diagram().byId(event.attribute("attachedToRef"));
                    if (host.filter(task -> task.is(Bpmn.MODEL, "serviceTask") && hosts.add(task))
                            .isEmpty()) {
                        drawn.report(
                                "RB-UNDO-EVENT",
                                event,
                                "This compensation event is not on the edge of a service task, or is its second one.",
                                "Put one on each task that changes a system.");
                    }
                    associated(event, drawn, joined);
                });
        drawn.diagram()
                .all("serviceTask")
                .filter(task -> Diagram.isCompensation(task) && !joined.containsKey(task))
                .forEach(task -> drawn.report(
                        "RB-UNDO-UNJOINED",
                        task,
                        "The undo task " + task + " is joined to no compensation event, so it would never run.",
                        "Draw an association from the event on the edge of the task it undoes."));
    }

    private static void associated(XmlElement event, Drawn drawn, Map<XmlElement, XmlElement> joined) {
        var lines = drawn.diagram()
                .all("association")
                .filter(line -> Diagram.id(event).equals(line.attribute("sourceRef")))
                .toList();
        var tasks = lines.stream()
                .flatMap(line -> drawn.diagram().byId(line.attribute("targetRef")).stream())
                .filter(target -> target.is(Bpmn.MODEL, "serviceTask"))
                .toList();
        if (tasks.size() != 1) {
            drawn.report(
                    "RB-UNDO-EVENT",
                    event,
                    "The compensation event " + event + " is joined to " + tasks.size() + " undo tasks.",
                    "Draw exactly one association from it to a service task.");
            return;
        }
        if (joined.putIfAbsent(tasks.get(0), event) == null && tasks.get(0).parent() == event.parent()) return;
        drawn.report(
                "RB-UNDO-EVENT",
                event,
                tasks.get(0) + " undoes more than one step, or lies on another level than what it undoes.",
                "Give each step an undo task of its own beside it.");
    }
}
