package io.firedrill.runbooks.lint;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.firedrill.runbooks.format.Bpmn;
import io.firedrill.runbooks.format.Diagram;
import io.firedrill.runbooks.format.Findings;
import io.firedrill.runbooks.format.NearMatch;
import io.firedrill.runbooks.format.RunbookFiles;
import io.firedrill.runbooks.format.XmlElement;
import io.firedrill.runbooks.model.Finding;

/**
 * The boundary that keeps runbooks data: only listed elements and attributes, and no expression but comparisons over
 * run variables. Held at lint and again when a diagram is deployed.
 */
public final class AllowList {
    private static final Set<String> COMPUTED =
            Set.of("bpmn:conditionExpression", "bpmn:timeDate", "bpmn:timeDuration");
    private static final String LOOP =
            "What a repeated step did could not be undone. Loops over nodes or chunks live inside one action.";
    private static final Map<String, String> WHY = Map.ofEntries(
            Map.entry("bpmn:scriptTask", "It would run code. Use a service task with an action from the catalogue."),
            Map.entry("bpmn:task", "It does nothing. Use a service task with an action, or a user task."),
            Map.entry("bpmn:manualTask", "It does not wait for anybody. Use a user task."),
            Map.entry("bpmn:businessRuleTask", "It would run a decision. Use a gateway with conditions."),
            Map.entry("bpmn:callActivity", "It would run another diagram that nobody approved here. Draw the steps."),
            Map.entry("bpmn:collaboration", "Remove the pool; a runbook is one process without pools and lanes."),
            Map.entry("bpmn:laneSet", "Remove the lanes; who acts is in runbook.yaml under roles."),
            Map.entry("bpmn:multiInstanceLoopCharacteristics", LOOP),
            Map.entry("bpmn:standardLoopCharacteristics", LOOP),
            Map.entry("bpmn:errorEventDefinition", "Remove it; a fault rolls the run back by itself."),
            Map.entry("bpmn:timeCycle", "Use a duration or a date; a runbook does not repeat."),
            Map.entry("camunda:executionListener", "It would run code. Remove it."),
            Map.entry("camunda:taskListener", "It would run code. Remove it."),
            Map.entry("camunda:connector", "It would call other systems. Use an action from the catalogue."),
            Map.entry("camunda:script", "It would run code. Write the value as plain text."),
            Map.entry("camunda:formData", "Remove the form; a checkpoint is approved or rejected."),
            Map.entry("camunda:outputParameter", "Remove it; actions set their own variables."));

    private final Findings findings;

    private AllowList(Findings findings) {
        this.findings = findings;
    }

    /** Every reason not to deploy these bytes; empty when there is none. */
    public static List<Finding> check(byte[] bpmn) {
        var findings = new Findings();
        Diagram.read(bpmn, findings).ifPresent(diagram -> check(diagram, findings));
        return findings.sorted();
    }

    /** False when it is no diagram at all. */
    static boolean check(Diagram diagram, Findings findings) {
        var list = new AllowList(findings);
        if (!diagram.root().is(Bpmn.MODEL, "definitions")) {
            list.add("RB-BPMN-ROOT", diagram.root(), "This is not a BPMN 2.0 diagram.", "Save it from the modeler.");
            return false;
        }
        list.walk(diagram.root());
        return true;
    }

    private void walk(XmlElement element) {
        var name = AllowedXml.name(element);
        var allowed = AllowedXml.of(element).orElseThrow();
        for (var attribute : element.attributes()) {
            var attributeName = AllowedXml.name(attribute.namespace(), attribute.name());
            if (!allowed.attributes().contains(attributeName)) {
                add(
                        "RB-BPMN-ATTRIBUTE",
                        element,
                        "The attribute '" + attributeName + "' is not allowed on " + element + ".",
                        "Remove it. " + NearMatch.advice(attributeName, allowed.attributes()));
            } else if (computes(attribute.value())) {
                expression(element, "attribute '" + attributeName + "'");
            } else {
                form(element, attributeName, attribute.value());
            }
        }
        if (computes(element.text()) && !COMPUTED.contains(name)) expression(element, "text");
        values(element, name);
        for (var child : element.children()) child(child, allowed);
        order(element, allowed);
    }

    private void form(XmlElement element, String attribute, String value) {
        var form = AllowedXml.form(attribute);
        if (form.matcher(value).matches()) return;
        add(
                "RB-BPMN-VALUE",
                element,
                "'" + attribute + "' of " + element + " has a value that the workflow engine does not take.",
                "Save the file from the modeler, or write a value of the form " + form.pattern() + ".");
    }

    // The workflow engine checks the standard's schema at deployment; an order it refuses must not come that far.
    private void order(XmlElement element, AllowedXml.Allowed allowed) {
        var before = element;
        for (var child : element.children()) {
            if (!allowed.children().contains(AllowedXml.name(child))) continue;
            if (before != element && AllowedXml.rank(child) < AllowedXml.rank(before)) {
                add(
                        "RB-BPMN-ORDER",
                        child,
                        "'" + AllowedXml.name(child) + "' stands after '" + AllowedXml.name(before)
                                + "', where the standard does not allow it.",
                        "Save the file from the modeler, or move it before.");
                return;
            }
            before = child;
        }
    }

    private void child(XmlElement child, AllowedXml.Allowed allowed) {
        var name = AllowedXml.name(child);
        // Unlisted elements are not looked into: they go as a whole.
        if (allowed.children().contains(name)) {
            walk(child);
            return;
        }
        var advice = WHY.get(name);
        add(
                "RB-BPMN-ELEMENT",
                child,
                "The element '" + name + "' is not allowed in " + child.parent() + ".",
                advice == null ? "Remove it. " + NearMatch.advice(name, allowed.children()) : advice);
    }

    private void values(XmlElement element, String name) {
        switch (name) {
            case "bpmn:serviceTask" -> {
                if (!"external".equals(element.attribute(Bpmn.CAMUNDA, "type"))) {
                    add(
                            "RB-BPMN-TASK",
                            element,
                            element + " is not an external task, so no action would run.",
                            "Set its implementation to External, or apply one of Firedrill's templates.");
                }
            }
            case "bpmn:conditionExpression" -> Expressions.condition(element, findings);
            case "bpmn:timeDate" -> Expressions.date(element, findings);
            case "bpmn:timeDuration" -> Expressions.duration(element, findings);
            default -> {
                // Nothing to hold its values against.
            }
        }
    }

    private void expression(XmlElement element, String where) {
        add(
                "RB-BPMN-EXPRESSION",
                element,
                "The " + where + " of " + element
                        + " has an expression (${…} or #{…}), which the engine would compute.",
                "Write plain text. Expressions belong only on conditions and timers.");
    }

    private static boolean computes(String text) {
        return text.contains("${") || text.contains("#{");
    }

    private void add(String code, XmlElement element, String message, String next) {
        findings.add(code, RunbookFiles.DIAGRAM, element.line(), message, next);
    }
}
