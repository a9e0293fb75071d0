package io.firedrill.runbooks.lint;

import java.util.List;

import io.firedrill.runbooks.format.Bpmn;
import io.firedrill.runbooks.format.Diagram;
import io.firedrill.runbooks.format.XmlElement;

/** Every event has the one meaning its place in a runbook gives it. */
final class EventsRule {
    private EventsRule() {}

    static void check(Drawn drawn) {
        drawn.diagram().all("startEvent").forEach(event -> {
            var scope = event.parent();
            boolean rollback = scope != null && Diagram.isEventSubProcess(scope);
            definitions(event, rollback ? List.of("messageEventDefinition") : List.of(), drawn);
        });
        drawn.diagram().all("endEvent").forEach(event -> definitions(event, List.of(), drawn));
        drawn.diagram()
                .all("intermediateCatchEvent")
                .forEach(event -> definitions(event, List.of("timerEventDefinition"), drawn));
        drawn.diagram()
                .all("intermediateThrowEvent")
                .forEach(event -> definitions(event, List.of("compensateEventDefinition"), drawn));
        drawn.diagram().all("boundaryEvent").forEach(event -> onEdge(event, drawn));
        drawn.diagram().all("timerEventDefinition").forEach(timer -> timer(timer, drawn));
    }

    private static void definitions(XmlElement event, List<String> wanted, Drawn drawn) {
        if (definitions(event).equals(wanted)) return;
        drawn.report(
                "RB-EVENT",
                event,
                "This " + event + " must have " + (wanted.isEmpty() ? "no event definition" : "one " + wanted.get(0))
                        + ", but has " + definitions(event) + ".",
                "A runbook begins and ends plainly, waits by timer, undoes by one compensation throw, and only its"
                        + " rollback starts by message.");
    }

    private static List<String> definitions(XmlElement event) {
        return event.children().stream()
                .filter(child -> child.namespace().equals(Bpmn.MODEL))
                .map(XmlElement::name)
                .filter(name -> name.endsWith("EventDefinition"))
                .toList();
    }

    private static void onEdge(XmlElement event, Drawn drawn) {
        if (Diagram.isCompensationEvent(event)) {
            definitions(event, List.of("compensateEventDefinition"), drawn);
            return;
        }
        definitions(event, List.of("timerEventDefinition"), drawn);
        var host = drawn.diagram().byId(event.attribute("attachedToRef"));
        if (host.filter(task -> task.is(Bpmn.MODEL, "userTask")).isPresent()) return;
        drawn.report(
                "RB-EVENT-EDGE",
                event,
                "A timer on the edge of anything but a checkpoint would cut off a step whose effect is under way.",
                "Put the timer on a user task. Actions have their own time-outs.");
    }

    private static void timer(XmlElement timer, Drawn drawn) {
        if (timer.children().size() == 1) return;
        drawn.report(
                "RB-EVENT-TIMER",
                timer,
                "The timer has " + timer.children().size() + " times; it needs exactly one.",
                "Give it a date or a duration.");
    }
}
