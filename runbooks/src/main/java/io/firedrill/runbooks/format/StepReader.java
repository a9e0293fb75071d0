package io.firedrill.runbooks.format;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.firedrill.runbooks.catalogue.ActionCatalogue;
import io.firedrill.runbooks.model.Step;
import io.firedrill.runbooks.model.Step.Kind;

/** Turns a diagram into steps: main flow, undo tasks in the order of what they undo, rollback. */
final class StepReader {
    private final Diagram diagram;
    private final ActionCatalogue catalogue;
    private final Map<String, String> undoneBy = new HashMap<>();
    private final Map<String, String> undoes = new HashMap<>();

    StepReader(Diagram diagram, ActionCatalogue catalogue) {
        this.diagram = diagram;
        this.catalogue = catalogue;
        diagram.undoTasks().forEach((step, undo) -> {
            undoneBy.put(Diagram.id(step), Diagram.id(undo));
            undoes.put(Diagram.id(undo), Diagram.id(step));
        });
    }

    List<Step> steps() {
        var process = diagram.process();
        if (process.isEmpty()) return List.of();
        var main = new ArrayList<Step>();
        var rollback = new ArrayList<Step>();
        collect(process.get(), main, rollback);
        var all = new ArrayList<>(main);
        main.stream()
                .flatMap(step -> Optional.ofNullable(step.undoStep()).stream())
                .flatMap(id -> diagram.byId(id).stream())
                .flatMap(task -> step(task).stream())
                .forEach(all::add);
        all.addAll(rollback);
        return List.copyOf(all);
    }

    private void collect(XmlElement scope, List<Step> main, List<Step> rollback) {
        for (var node : FlowOrder.of(diagram, scope)) {
            if (Diagram.isEventSubProcess(node)) {
                collect(node, rollback, rollback);
            } else if (node.is(Bpmn.MODEL, "subProcess")) {
                collect(node, main, rollback);
            } else if (!Diagram.isCompensation(node)) {
                step(node).ifPresent(main::add);
            }
        }
    }

    private Optional<Step> step(XmlElement node) {
        return kind(node).map(kind -> {
            var id = Diagram.id(node);
            var name = node.attribute("name");
            return new Step(
                    id,
                    name == null ? id : name,
                    kind,
                    topic(node),
                    inputs(node),
                    undoneBy.get(id),
                    undoes.get(id),
                    diagram.inRollback(node),
                    documentation(node));
        });
    }

    private Optional<Kind> kind(XmlElement node) {
        return switch (node.name()) {
            case "serviceTask" -> Optional.of(Diagram.isCompensation(node) ? Kind.UNDO : kindOf(Diagram.topic(node)));
            case "userTask" -> Optional.of(Kind.CHECKPOINT);
            case "intermediateCatchEvent" -> Optional.of(Kind.WAIT);
            default -> Optional.empty();
        };
    }

    private Kind kindOf(String topic) {
        return catalogue
                .find(topic)
                .map(spec -> switch (spec.effect()) {
                    case CHANGES -> Kind.ACTION;
                    case READS -> Kind.PROBE;
                    case MESSAGES -> Kind.COMMS;
                })
                .orElse(Kind.ACTION);
    }

    private static @Nullable String topic(XmlElement node) {
        return node.is(Bpmn.MODEL, "serviceTask") ? Diagram.topic(node) : null;
    }

    private static Map<String, String> inputs(XmlElement node) {
        var inputs = new LinkedHashMap<String, String>();
        for (var input : Diagram.inputs(node)) {
            var name = input.attribute("name");
            if (name != null) inputs.put(name, input.text().strip());
        }
        return Collections.unmodifiableMap(inputs);
    }

    private static String documentation(XmlElement node) {
        return node.children(Bpmn.MODEL, "documentation")
                .map(text -> text.text().strip())
                .collect(Collectors.joining("\n"));
    }
}
