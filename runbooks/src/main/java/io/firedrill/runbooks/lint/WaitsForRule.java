package io.firedrill.runbooks.lint;

import io.firedrill.runbooks.catalogue.ActionCatalogue;
import io.firedrill.runbooks.format.Diagram;
import io.firedrill.runbooks.format.NearMatch;
import io.firedrill.runbooks.format.XmlElement;

/** Steps wait only for steps that can be ready first; waiting for others would hold the run for ever. */
final class WaitsForRule {
    private WaitsForRule() {}

    static void check(Drawn drawn) {
        for (var task : drawn.serviceTasks()) {
            Diagram.inputs(task).stream()
                    .filter(input -> ActionCatalogue.WAITS_FOR.equals(input.attribute("name")))
                    .forEach(input -> awaited(task, input, drawn));
        }
    }

    private static void awaited(XmlElement task, XmlElement input, Drawn drawn) {
        var name = input.text().strip();
        var tasks = drawn.serviceTasks().stream()
                .filter(other -> !Diagram.isCompensation(other) && other.parent() == task.parent())
                .toList();
        var awaited =
                tasks.stream().filter(other -> Diagram.id(other).equals(name)).findFirst();
        if (awaited.isEmpty()) {
            drawn.report(
                    "RB-WAITS-FOR",
                    input,
                    task + " waits for '" + name + "', which is no action step of its level.",
                    NearMatch.advice(name, tasks.stream().map(Diagram::id).toList()));
        } else if (awaited.get() == task || Paths.from(drawn.diagram(), task).contains(awaited.get())) {
            drawn.report(
                    "RB-WAITS-FOR",
                    input,
                    task + " waits for '" + name + "', which begins only after it, so the run would stand still.",
                    "Wait for a step beside or before it.");
        }
    }
}
