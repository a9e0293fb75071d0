package io.firedrill.runbooks.lint;

import java.util.List;
import java.util.Optional;

import io.firedrill.runbooks.catalogue.ActionCatalogue;
import io.firedrill.runbooks.format.Diagram;
import io.firedrill.runbooks.format.Findings;
import io.firedrill.runbooks.format.RunbookFiles;
import io.firedrill.runbooks.format.XmlElement;
import io.firedrill.runbooks.model.ActionSpec;
import io.firedrill.runbooks.model.ActionSpec.Effect;

/** What rules over the diagram see. */
record Drawn(Diagram diagram, ActionCatalogue catalogue, Findings findings) {
    List<XmlElement> serviceTasks() {
        return diagram.all("serviceTask").toList();
    }

    Optional<ActionSpec> spec(XmlElement task) {
        return catalogue.find(Diagram.topic(task));
    }

    /** Tasks of the flow itself, undo tasks left out, whose action changes something. */
    List<XmlElement> changes() {
        return serviceTasks().stream()
                .filter(task -> !Diagram.isCompensation(task))
                .filter(task -> spec(task)
                        .filter(spec -> spec.effect() == Effect.CHANGES && !spec.undo())
                        .isPresent())
                .toList();
    }

    void report(String code, XmlElement at, String message, String next) {
        findings.add(code, RunbookFiles.DIAGRAM, at.line(), message, next);
    }
}
