package io.firedrill.runbooks.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * {@code runbook.bpmn} as elements, with the questions that reading and lint ask of it. It answers for any well-formed
 * XML; whether the XML is an allowed diagram is lint's matter.
 */
public final class Diagram {
    private static final Set<String> NODES = Set.of(
            "startEvent",
            "endEvent",
            "intermediateCatchEvent",
            "intermediateThrowEvent",
            "boundaryEvent",
            "serviceTask",
            "userTask",
            "exclusiveGateway",
            "inclusiveGateway",
            "parallelGateway",
            "subProcess");

    private final XmlElement root;
    private final List<XmlElement> elements;
    private final Map<String, XmlElement> byId = new HashMap<>();
    private final Map<String, List<XmlElement>> leaving = new HashMap<>();
    private final Map<String, List<XmlElement>> arriving = new HashMap<>();
    private final Map<String, List<XmlElement>> onEdge = new HashMap<>();
    private final Map<String, XmlElement> boundsOf = new HashMap<>();

    Diagram(XmlElement root) {
        this.root = root;
        this.elements = root.tree().toList();
        elements.stream().filter(Diagram::isModel).forEach(element -> {
            var id = element.attribute("id");
            if (id != null) byId.putIfAbsent(id, element);
        });
        all("sequenceFlow").forEach(flow -> {
            put(leaving, flow.attribute("sourceRef"), flow);
            put(arriving, flow.attribute("targetRef"), flow);
        });
        all("boundaryEvent").forEach(event -> put(onEdge, event.attribute("attachedToRef"), event));
        root.tree().filter(shape -> shape.is(Bpmn.DIAGRAM, "BPMNShape")).forEach(shape -> shape.children(
                        Bpmn.BOUNDS, "Bounds")
                .findFirst()
                .ifPresent(bounds ->
                        boundsOf.putIfAbsent(Objects.requireNonNullElse(shape.attribute("bpmnElement"), ""), bounds)));
    }

    /** The diagram, or findings why the bytes are none. */
    public static Optional<Diagram> read(byte[] bytes, Findings findings) {
        return XmlReader.read(bytes, RunbookFiles.DIAGRAM, findings).map(Diagram::new);
    }

    public XmlElement root() {
        return root;
    }

    /** The first process; a runbook has exactly one. */
    public Optional<XmlElement> process() {
        return root.children(Bpmn.MODEL, "process").findFirst();
    }

    /** Every element of the file, in document order. */
    public Stream<XmlElement> elements() {
        return elements.stream();
    }

    /** Every element of the BPMN namespace with this name, in document order. */
    public Stream<XmlElement> all(String name) {
        return elements.stream().filter(element -> element.is(Bpmn.MODEL, name));
    }

    public Optional<XmlElement> byId(@Nullable String id) {
        return id == null ? Optional.empty() : Optional.ofNullable(byId.get(id));
    }

    /** Every BPMN element that a sequence flow may touch, at any depth, in document order. */
    public Stream<XmlElement> nodes() {
        return elements.stream().filter(Diagram::isNode);
    }

    /** The flow nodes directly inside a process or sub-process. */
    public List<XmlElement> nodes(XmlElement scope) {
        return scope.children().stream().filter(Diagram::isNode).toList();
    }

    /** The flows that leave a node. */
    public List<XmlElement> outgoing(XmlElement node) {
        return leaving.getOrDefault(id(node), List.of());
    }

    /** The flows that lead to a node. */
    public List<XmlElement> incoming(XmlElement node) {
        return arriving.getOrDefault(id(node), List.of());
    }

    /** The events on a task's edge. */
    public List<XmlElement> edgeEvents(XmlElement task) {
        return onEdge.getOrDefault(id(task), List.of());
    }

    /** The nodes that a node's flows lead to. */
    public List<XmlElement> next(XmlElement node) {
        return outgoing(node).stream()
                .flatMap(flow -> byId(flow.attribute("targetRef")).stream())
                .filter(Diagram::isNode)
                .toList();
    }

    /** True inside an event sub-process. */
    public boolean inRollback(XmlElement element) {
        for (var at = element.parent(); at != null; at = at.parent()) {
            if (isEventSubProcess(at)) return true;
        }
        return false;
    }

    /** Undo task of each task that has one, through the compensation event on its edge. */
    public Map<XmlElement, XmlElement> undoTasks() {
        var lines = new HashMap<String, XmlElement>();
        all("association").forEach(line -> byId(line.attribute("targetRef"))
                .ifPresent(
                        task -> lines.putIfAbsent(Objects.requireNonNullElse(line.attribute("sourceRef"), ""), task)));
        var undo = new LinkedHashMap<XmlElement, XmlElement>();
        all("boundaryEvent").filter(Diagram::isCompensationEvent).forEach(event -> {
            var host = byId(event.attribute("attachedToRef"));
            var task = Optional.ofNullable(lines.get(id(event)));
            host.ifPresent(from -> task.ifPresent(to -> undo.put(from, to)));
        });
        return undo;
    }

    public static boolean isCompensationEvent(XmlElement event) {
        return event.children(Bpmn.MODEL, "compensateEventDefinition").findAny().isPresent();
    }

    /** Left edge of a node in the drawing; 0 when it is not drawn. */
    public double x(XmlElement node) {
        return coordinate(node, "x");
    }

    public double y(XmlElement node) {
        return coordinate(node, "y");
    }

    private double coordinate(XmlElement node, String axis) {
        var bounds = boundsOf.get(id(node));
        return bounds == null ? 0 : number(bounds.attribute(axis));
    }

    private static double number(@Nullable String text) {
        return text == null || !text.matches("-?[0-9]{1,7}(\\.[0-9]{1,9})?") ? 0 : Double.parseDouble(text);
    }

    private static void put(Map<String, List<XmlElement>> index, @Nullable String key, XmlElement element) {
        if (key != null) index.computeIfAbsent(key, k -> new ArrayList<>()).add(element);
    }

    /** Empty when it has none. */
    public static String id(XmlElement element) {
        var id = element.attribute("id");
        return id == null ? "" : id;
    }

    /** Empty when it has none. */
    public static String topic(XmlElement task) {
        var topic = task.attribute(Bpmn.CAMUNDA, "topic");
        return topic == null ? "" : topic;
    }

    /** The input parameter elements of a task. */
    public static List<XmlElement> inputs(XmlElement task) {
        return task.children(Bpmn.MODEL, "extensionElements")
                .flatMap(extension -> extension.children(Bpmn.CAMUNDA, "inputOutput"))
                .flatMap(io -> io.children(Bpmn.CAMUNDA, "inputParameter"))
                .toList();
    }

    public static boolean isEventSubProcess(XmlElement element) {
        return element.is(Bpmn.MODEL, "subProcess") && "true".equals(element.attribute("triggeredByEvent"));
    }

    public static boolean isCompensation(XmlElement task) {
        return "true".equals(task.attribute("isForCompensation"));
    }

    /** True when a sequence flow may touch it. */
    public static boolean isNode(XmlElement element) {
        return isModel(element) && NODES.contains(element.name());
    }

    private static boolean isModel(XmlElement element) {
        return element.namespace().equals(Bpmn.MODEL);
    }
}
