package io.firedrill.runbooks.lint;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.firedrill.runbooks.format.Bpmn;
import io.firedrill.runbooks.format.XmlElement;

/** Every element a diagram may have, with its attributes and children. What is not in this table does not pass. */
final class AllowedXml {
    private static final Map<String, String> PREFIXES = Map.of(
            Bpmn.MODEL,
            "bpmn:",
            Bpmn.DIAGRAM,
            "bpmndi:",
            Bpmn.BOUNDS,
            "dc:",
            Bpmn.WAYPOINTS,
            "di:",
            Bpmn.CAMUNDA,
            "camunda:",
            Bpmn.MODELER,
            "modeler:",
            Bpmn.SCHEMA_INSTANCE,
            "xsi:",
            Bpmn.BIO_COLOUR,
            "bioc:",
            Bpmn.COLOUR,
            "color:",
            "",
            "");
    private static final String FLOW = " bpmn:documentation bpmn:incoming bpmn:outgoing";
    private static final String SCOPE =
            "bpmn:documentation bpmn:startEvent bpmn:endEvent bpmn:intermediateCatchEvent bpmn:intermediateThrowEvent"
                    + " bpmn:boundaryEvent bpmn:serviceTask bpmn:userTask bpmn:exclusiveGateway bpmn:inclusiveGateway"
                    + " bpmn:parallelGateway bpmn:subProcess bpmn:sequenceFlow bpmn:association bpmn:textAnnotation";
    private static final String COLOURS = " bioc:stroke bioc:fill color:background-color color:border-color";
    private static final String TEMPLATE = " camunda:modelerTemplate camunda:modelerTemplateVersion";

    private static final Pattern ANY = Pattern.compile("(?s).*");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,99}");
    private static final Pattern YES_NO = Pattern.compile("true|false");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,6}(\\.[0-9]{1,12})?");
    private static final Map<String, Pattern> FORMS = Map.ofEntries(
            Map.entry("id", NAME),
            Map.entry("sourceRef", NAME),
            Map.entry("targetRef", NAME),
            Map.entry("attachedToRef", NAME),
            Map.entry("messageRef", NAME),
            Map.entry("default", NAME),
            Map.entry("bpmnElement", NAME),
            Map.entry("isExecutable", YES_NO),
            Map.entry("isForCompensation", YES_NO),
            Map.entry("triggeredByEvent", YES_NO),
            Map.entry("isInterrupting", YES_NO),
            Map.entry("cancelActivity", YES_NO),
            Map.entry("isExpanded", YES_NO),
            Map.entry("isMarkerVisible", YES_NO),
            Map.entry("isHorizontal", YES_NO),
            Map.entry("x", NUMBER),
            Map.entry("y", NUMBER),
            Map.entry("width", NUMBER),
            Map.entry("height", NUMBER),
            Map.entry("associationDirection", Pattern.compile("None|One|Both")),
            Map.entry("xsi:type", Pattern.compile("([A-Za-z0-9_-]{1,30}:)?tFormalExpression")));
    private static final int IN_THE_MIDDLE = 4;
    private static final Map<String, Integer> RANKS = Map.of(
            "bpmn:documentation", 0,
            "bpmn:extensionElements", 1,
            "bpmn:incoming", 2,
            "bpmn:outgoing", 3,
            "bpmn:association", 5,
            "bpmn:textAnnotation", 5,
            "bpmndi:BPMNLabel", 5,
            "bpmndi:BPMNDiagram", 6);

    private static final Map<String, Allowed> TABLE = new HashMap<>();

    static {
        allow(
                "definitions",
                "id name targetNamespace exporter exporterVersion modeler:executionPlatform"
                        + " modeler:executionPlatformVersion",
                "bpmn:process bpmn:message bpmndi:BPMNDiagram");
        allow("process", "id name isExecutable camunda:historyTimeToLive", SCOPE);
        allow("subProcess", "id name triggeredByEvent", SCOPE + FLOW);
        allow("message", "id name", "bpmn:documentation");
        nodes();
        texts();
        drawing();
    }

    private AllowedXml() {}

    private static void nodes() {
        allow("startEvent", "id name isInterrupting", "bpmn:messageEventDefinition" + FLOW);
        allow("endEvent", "id name", FLOW);
        allow("intermediateCatchEvent", "id name", "bpmn:timerEventDefinition" + FLOW);
        allow("intermediateThrowEvent", "id name", "bpmn:compensateEventDefinition" + FLOW);
        allow(
                "boundaryEvent",
                "id name attachedToRef cancelActivity",
                "bpmn:compensateEventDefinition bpmn:timerEventDefinition" + FLOW);
        allow(
                "serviceTask",
                "id name isForCompensation camunda:type camunda:topic" + TEMPLATE,
                "bpmn:extensionElements" + FLOW);
        allow("userTask", "id name", FLOW);
        for (var gateway : Set.of("exclusiveGateway", "inclusiveGateway")) allow(gateway, "id name default", FLOW);
        allow("parallelGateway", "id name", FLOW);
        allow("messageEventDefinition", "id messageRef", "");
        allow("compensateEventDefinition", "id", "");
        allow("timerEventDefinition", "id", "bpmn:timeDate bpmn:timeDuration");
        allow("extensionElements", "", "camunda:inputOutput");
        allow("camunda:inputOutput", "", "camunda:inputParameter");
        allow("camunda:inputParameter", "name", "");
    }

    private static void texts() {
        allow("documentation", "id textFormat", "");
        allow("incoming", "", "");
        allow("outgoing", "", "");
        allow("sequenceFlow", "id name sourceRef targetRef", "bpmn:documentation bpmn:conditionExpression");
        allow("conditionExpression", "id xsi:type", "");
        allow("timeDate", "id xsi:type", "");
        allow("timeDuration", "id xsi:type", "");
        allow("association", "id sourceRef targetRef associationDirection", "bpmn:documentation");
        allow("textAnnotation", "id textFormat", "bpmn:text");
        allow("text", "", "");
    }

    private static void drawing() {
        allow("bpmndi:BPMNDiagram", "id name", "bpmndi:BPMNPlane");
        allow("bpmndi:BPMNPlane", "id bpmnElement", "bpmndi:BPMNShape bpmndi:BPMNEdge");
        allow(
                "bpmndi:BPMNShape",
                "id bpmnElement isExpanded isMarkerVisible isHorizontal" + COLOURS,
                "dc:Bounds bpmndi:BPMNLabel");
        allow("bpmndi:BPMNEdge", "id bpmnElement" + COLOURS, "di:waypoint bpmndi:BPMNLabel");
        allow("bpmndi:BPMNLabel", "id" + COLOURS, "dc:Bounds");
        allow("dc:Bounds", "x y width height", "");
        allow("di:waypoint", "x y", "");
    }

    private static void allow(String element, String attributes, String children) {
        TABLE.put(element.contains(":") ? element : "bpmn:" + element, new Allowed(words(attributes), words(children)));
    }

    private static Set<String> words(String text) {
        return Stream.of(text.strip().split(" "))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    static Optional<Allowed> of(XmlElement element) {
        return Optional.ofNullable(TABLE.get(name(element.namespace(), element.name())));
    }

    /** What an attribute's value must look like. */
    static Pattern form(String attribute) {
        return FORMS.getOrDefault(attribute, ANY);
    }

    /** Place among its fellows in the standard's schema; those of one rank may be mixed. */
    static int rank(XmlElement child) {
        return RANKS.getOrDefault(name(child), IN_THE_MIDDLE);
    }

    /** With the usual prefix of its namespace, whatever prefix the file uses. */
    static String name(String namespace, String localName) {
        var prefix = PREFIXES.get(namespace);
        return prefix == null ? "{" + namespace + "}" + localName : prefix + localName;
    }

    static String name(XmlElement element) {
        return name(element.namespace(), element.name());
    }

    /** Names of an element's attributes and children. */
    record Allowed(Set<String> attributes, Set<String> children) {}
}
