package io.firedrill.runbooks.lint;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import io.firedrill.runbooks.format.Bpmn;
import io.firedrill.runbooks.format.Diagram;
import io.firedrill.runbooks.format.XmlElement;

/** The flow of each scope leads from one start through every node to an end, without loops, branching at gateways. */
final class FlowRule {
    private final Drawn drawn;
    private final Diagram diagram;

    private FlowRule(Drawn drawn) {
        this.drawn = drawn;
        this.diagram = drawn.diagram();
    }

    static void check(Drawn drawn) {
        var rule = new FlowRule(drawn);
        rule.diagram.all("sequenceFlow").forEach(rule::ends);
        rule.diagram.process().ifPresent(rule::scope);
        rule.diagram.all("subProcess").forEach(rule::scope);
    }

    private void ends(XmlElement flow) {
        var from = end(flow, "sourceRef");
        var to = end(flow, "targetRef");
        if (from.isEmpty() || to.isEmpty()) {
            drawn.report(
                    "RB-FLOW-END",
                    flow,
                    "The flow '" + Diagram.id(flow) + "' does not join two elements of its own level.",
                    "Draw it again from one element to the next; flows do not cross a sub-process's border.");
        }
    }

    private Optional<XmlElement> end(XmlElement flow, String side) {
        return diagram.byId(flow.attribute(side))
                .filter(node -> node.parent() == flow.parent())
                .filter(Diagram::isNode);
    }

    private void scope(XmlElement scope) {
        var starts = scope.children(Bpmn.MODEL, "startEvent").toList();
        if (starts.size() != 1) {
            drawn.report(
                    "RB-FLOW-START",
                    scope,
                    scope + " has " + starts.size() + " start events; it needs exactly one.",
                    "Let it begin in one place.");
        }
        for (var node : diagram.nodes(scope)) node(node);
        if (starts.size() == 1) reachable(scope, starts.get(0));
    }

    private void node(XmlElement node) {
        boolean apart = Diagram.isEventSubProcess(node) || Diagram.isCompensation(node);
        boolean begins = node.name().equals("startEvent") || node.name().equals("boundaryEvent");
        boolean ends = node.name().equals("endEvent") || (begins && Diagram.isCompensationEvent(node));
        count(node, "in", diagram.incoming(node).size(), apart || begins);
        count(node, "out", diagram.outgoing(node).size(), apart || ends);
    }

    private void count(XmlElement node, String side, int flows, boolean none) {
        if (none ? flows == 0 : flows == 1 || (flows > 1 && isGateway(node))) return;
        boolean many = flows > 1 && !none;
        drawn.report(
                "RB-FLOW-COUNT",
                node,
                node + " has " + flows + " flows going " + side
                        + (none ? "; it must have none." : "; it must have one."),
                many ? "Branch and join at gateways, where everyone sees it." : "Draw or remove the flow.");
    }

    private void reachable(XmlElement scope, XmlElement start) {
        var reached = new HashSet<XmlElement>();
        if (!walk(start, reached, new HashSet<>())) {
            drawn.report(
                    "RB-FLOW-LOOP",
                    start,
                    "The flow of " + scope + " leads back to an element it has passed.",
                    "Draw it without loops; repeating lives inside one action.");
        }
        for (var node : diagram.nodes(scope)) {
            boolean apart = Diagram.isEventSubProcess(node)
                    || Diagram.isCompensation(node)
                    || node.name().equals("startEvent")
                    || node.name().equals("boundaryEvent");
            if (apart || reached.contains(node)) continue;
            drawn.report(
                    "RB-FLOW-UNREACHED", node, "The flow never comes to " + node + ".", "Join it in or remove it.");
        }
    }

    /** False when the flow has a loop. */
    private boolean walk(XmlElement node, Set<XmlElement> reached, Set<XmlElement> path) {
        if (path.contains(node)) return false;
        if (!reached.add(node)) return true;
        path.add(node);
        boolean straight = true;
        for (var next : diagram.next(node)) straight &= walk(next, reached, path);
        for (var event : diagram.edgeEvents(node)) straight &= walk(event, reached, path);
        path.remove(node);
        return straight;
    }

    private static boolean isGateway(XmlElement node) {
        return node.name().endsWith("Gateway");
    }
}
