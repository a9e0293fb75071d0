package io.firedrill.runbooks.lint;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.firedrill.runbooks.format.Bpmn;
import io.firedrill.runbooks.format.Diagram;
import io.firedrill.runbooks.format.XmlElement;

/** Everything is drawn: who approves a runbook or watches a run sees the diagram, not the XML. */
final class DrawingRule {
    private static final Set<String> LINES = Set.of("sequenceFlow", "association");

    private final Drawn drawn;
    private final Map<String, XmlElement> pictures = new HashMap<>();

    private DrawingRule(Drawn drawn) {
        this.drawn = drawn;
    }

    static void check(Drawn drawn) {
        var rule = new DrawingRule(drawn);
        drawn.diagram().elements().filter(DrawingRule::isPicture).forEach(rule::picture);
        drawn.diagram().nodes().forEach(rule::shape);
        drawn.diagram().all("textAnnotation").forEach(rule::shape);
        LINES.forEach(name -> drawn.diagram().all(name).forEach(rule::line));
    }

    private void picture(XmlElement picture) {
        var of = Objects.requireNonNullElse(picture.attribute("bpmnElement"), "");
        if (pictures.putIfAbsent(of, picture) != null) {
            drawn.report("RB-DRAWN-TWICE", picture, "'" + of + "' is drawn twice.", "Remove one picture.");
        }
        if (drawn.diagram().byId(of).isEmpty()) {
            drawn.report(
                    "RB-DRAWN-NOTHING",
                    picture,
                    "This picture shows '" + of + "', which does not exist; it would mislead who approves.",
                    "Remove the picture.");
        }
    }

    private void shape(XmlElement element) {
        var picture = pictures.get(Diagram.id(element));
        boolean placed = picture != null
                && picture.children(Bpmn.BOUNDS, "Bounds")
                        .anyMatch(bounds -> numbers(bounds, "x", "y", "width", "height"));
        if (!placed) missing(element);
    }

    private void line(XmlElement element) {
        var picture = pictures.get(Diagram.id(element));
        boolean placed = picture != null
                && picture.children(Bpmn.WAYPOINTS, "waypoint").count() >= 2
                && picture.children(Bpmn.WAYPOINTS, "waypoint").allMatch(point -> numbers(point, "x", "y"));
        if (!placed) missing(element);
    }

    private void missing(XmlElement element) {
        drawn.report(
                "RB-DRAWN",
                element,
                "'" + Diagram.id(element) + "' is not drawn, or without valid coordinates, so nobody would see it.",
                "Open the file in the modeler, draw it and save.");
    }

    private static boolean numbers(XmlElement element, String... names) {
        for (var name : names) {
            var value = element.attribute(name);
            if (value == null || !value.matches("-?[0-9]{1,6}(\\.[0-9]{1,9})?")) return false;
        }
        return true;
    }

    private static boolean isPicture(XmlElement element) {
        return element.is(Bpmn.DIAGRAM, "BPMNShape") || element.is(Bpmn.DIAGRAM, "BPMNEdge");
    }
}
