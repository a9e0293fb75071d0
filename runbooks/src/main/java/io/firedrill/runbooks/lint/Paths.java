package io.firedrill.runbooks.lint;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

import io.firedrill.runbooks.format.Diagram;
import io.firedrill.runbooks.format.XmlElement;

/** Where a flow can lead. */
final class Paths {
    private Paths() {}

    /** Every node after this one. */
    static Set<XmlElement> from(Diagram diagram, XmlElement node) {
        var after = avoiding(diagram, node, flow -> true, other -> true);
        after.remove(node);
        return after;
    }

    /**
     * The node and every node that the flow can come to from it, using only some flows and entering only some nodes.
     */
    static Set<XmlElement> avoiding(
            Diagram diagram, XmlElement node, Predicate<XmlElement> useFlow, Predicate<XmlElement> enter) {
        var reached = new HashSet<XmlElement>();
        var open = new ArrayDeque<XmlElement>();
        open.add(node);
        for (var at = open.poll(); at != null; at = open.poll()) {
            if (!enter.test(at) || !reached.add(at)) continue;
            open.addAll(diagram.edgeEvents(at));
            diagram.outgoing(at).stream()
                    .filter(useFlow)
                    .flatMap(flow -> diagram.byId(flow.attribute("targetRef")).stream())
                    .forEach(open::add);
        }
        return reached;
    }
}
