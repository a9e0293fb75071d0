package io.firedrill.runbooks.lint;

import java.util.HashMap;
import java.util.Set;

import io.firedrill.runbooks.format.Bpmn;
import io.firedrill.runbooks.format.Diagram;
import io.firedrill.runbooks.format.Names;
import io.firedrill.runbooks.format.XmlElement;

/** Ids are unique; those that people type are words, and steps have a name that people read. */
final class IdsRule {
    private static final Set<String> STEPS = Set.of("serviceTask", "userTask", "intermediateCatchEvent");
    private static final Set<String> NAMED = Set.of("sequenceFlow", "association", "message", "process");
    private static final int LONGEST_NAME = 80;

    private IdsRule() {}

    static void check(Drawn drawn) {
        var seen = new HashMap<String, XmlElement>();
        drawn.diagram().elements().forEach(element -> {
            var id = Diagram.id(element);
            if (id.isEmpty()) {
                missing(element, drawn);
                return;
            }
            var first = seen.putIfAbsent(id, element);
            if (first == null) return;
            drawn.report(
                    "RB-ID-TWICE",
                    element,
                    "The id '" + id + "' stands on line " + first.line() + " already.",
                    "Give one of them another id, and mend what refers to it.");
        });
        drawn.diagram().nodes().filter(IdsRule::isStep).forEach(step -> step(step, drawn));
    }

    private static void missing(XmlElement element, Drawn drawn) {
        boolean needed =
                element.namespace().equals(Bpmn.MODEL) && (NAMED.contains(element.name()) || Diagram.isNode(element));
        if (!needed) return;
        drawn.report(
                "RB-ID", element, "This " + element.name() + " has no id.", "Add one; the modeler does it for you.");
    }

    private static void step(XmlElement step, Drawn drawn) {
        var id = Diagram.id(step);
        if (!id.isEmpty() && !Names.words(id)) {
            drawn.report(
                    "RB-ID-WORDS",
                    step,
                    "The step's id '" + id + "' is hard to type and to read in a timeline.",
                    "Use lower-case words joined by hyphens, such as lift-deny.");
        }
        var name = step.attribute("name");
        if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
            drawn.report(
                    "RB-STEP-NAME",
                    step,
                    "The step '" + id + "' has no name, or one of more than " + LONGEST_NAME + " characters.",
                    "Name it as a short instruction, such as: Lift the denial.");
        }
    }

    private static boolean isStep(XmlElement node) {
        return STEPS.contains(node.name());
    }
}
