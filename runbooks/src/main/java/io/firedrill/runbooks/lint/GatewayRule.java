package io.firedrill.runbooks.lint;

import io.firedrill.runbooks.format.Bpmn;
import io.firedrill.runbooks.format.Diagram;
import io.firedrill.runbooks.format.XmlElement;

/** Where the flow chooses, there is always a way on. */
final class GatewayRule {
    private final Drawn drawn;

    private GatewayRule(Drawn drawn) {
        this.drawn = drawn;
    }

    static void check(Drawn drawn) {
        var rule = new GatewayRule(drawn);
        drawn.diagram().nodes().forEach(rule::node);
    }

    private void node(XmlElement node) {
        var out = drawn.diagram().outgoing(node);
        boolean chooses =
                (node.name().equals("exclusiveGateway") || node.name().equals("inclusiveGateway")) && out.size() > 1;
        var standard = node.attribute("default");
        for (var flow : out) {
            boolean isDefault = Diagram.id(flow).equals(standard);
            boolean wanted = chooses && !isDefault;
            if (wanted != conditional(flow)) condition(flow, wanted);
        }
        boolean hasDefault = out.stream().anyMatch(flow -> Diagram.id(flow).equals(standard));
        if (chooses != hasDefault && (chooses || standard != null)) standard(node, chooses);
    }

    private void condition(XmlElement flow, boolean wanted) {
        drawn.report(
                wanted ? "RB-GATEWAY-CONDITION" : "RB-GATEWAY-UNCONDITIONAL",
                flow,
                "The flow '" + Diagram.id(flow) + "' "
                        + (wanted
                                ? "leaves a choosing gateway without a condition."
                                : "has a condition that nothing heeds here."),
                wanted ? "Give it one, or make it the gateway's default flow." : "Remove the condition.");
    }

    private void standard(XmlElement gateway, boolean wanted) {
        drawn.report(
                "RB-GATEWAY-DEFAULT",
                gateway,
                wanted
                        ? gateway + " has no default flow, so a run would be stuck when no condition holds."
                        : gateway + " names a default flow that is none of its several flows.",
                wanted ? "Make one flow the default." : "Remove the default.");
    }

    private static boolean conditional(XmlElement flow) {
        return flow.children(Bpmn.MODEL, "conditionExpression").findAny().isPresent();
    }
}
