package io.firedrill.runbooks.format;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** The order in which a person reads a diagram: along the flow, and from left to right where the flow leaves it open. */
final class FlowOrder {
    private FlowOrder() {}

    /** Every node of the scope once; nodes on a loop come last, from left to right. */
    static List<XmlElement> of(Diagram diagram, XmlElement scope) {
        var nodes = diagram.nodes(scope);
        Map<XmlElement, Double> x = new HashMap<>();
        Map<XmlElement, Double> y = new HashMap<>();
        Map<XmlElement, Integer> waiting = new HashMap<>();
        for (var node : nodes) {
            x.put(node, diagram.x(node));
            y.put(node, diagram.y(node));
            waiting.merge(node, 0, Integer::sum);
            for (var next : after(diagram, node)) waiting.merge(next, 1, Integer::sum);
        }
        var leftToRight = Comparator.<XmlElement>comparingDouble(node -> x.getOrDefault(node, 0.0))
                .thenComparingDouble(node -> y.getOrDefault(node, 0.0))
                .thenComparing(Diagram::id);
        var ready = new PriorityQueue<>(leftToRight);
        nodes.stream().filter(node -> waiting.getOrDefault(node, 0) == 0).forEach(ready::add);
        var ordered = new LinkedHashSet<XmlElement>();
        for (var node = ready.poll(); node != null; node = ready.poll()) {
            ordered.add(node);
            for (var next : after(diagram, node)) {
                if (waiting.merge(next, -1, Integer::sum) == 0) ready.add(next);
            }
        }
        nodes.stream().sorted(leftToRight).forEach(ordered::add);
        ordered.retainAll(nodes);
        return new ArrayList<>(ordered);
    }

    // What an event on a task's edge starts comes after the task.
    private static List<XmlElement> after(Diagram diagram, XmlElement node) {
        var after = new ArrayList<>(diagram.next(node));
        after.addAll(diagram.edgeEvents(node));
        return after;
    }
}
