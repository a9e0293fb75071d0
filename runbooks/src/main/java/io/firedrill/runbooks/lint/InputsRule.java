package io.firedrill.runbooks.lint;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.firedrill.runbooks.format.Diagram;
import io.firedrill.runbooks.format.NearMatch;
import io.firedrill.runbooks.format.XmlElement;
import io.firedrill.runbooks.model.ActionSpec;
import io.firedrill.runbooks.model.ActionSpec.Input;

/** Tasks give their action the inputs it takes, with values it understands. */
final class InputsRule {
    private static final int LONGEST = 200;

    private final Drawn drawn;

    private InputsRule(Drawn drawn) {
        this.drawn = drawn;
    }

    static void check(Drawn drawn) {
        var rule = new InputsRule(drawn);
        for (var task : drawn.serviceTasks()) {
            if (Diagram.isCompensation(task)) {
                rule.undo(task);
            } else {
                drawn.spec(task).ifPresent(spec -> rule.task(task, spec));
            }
        }
    }

    private void undo(XmlElement task) {
        for (var input : Diagram.inputs(task)) {
            drawn.report(
                    "RB-INPUT-UNDO",
                    input,
                    "The undo task " + task + " has an input; what to undo comes from the ledger of effects alone.",
                    "Remove the input.");
        }
    }

    private void task(XmlElement task, ActionSpec spec) {
        var given = new HashSet<String>();
        for (var element : Diagram.inputs(task)) {
            var name = Objects.requireNonNullElse(element.attribute("name"), "");
            if (!given.add(name)) {
                drawn.report("RB-INPUT-TWICE", element, "The input '" + name + "' is given twice.", "Remove one.");
            }
            spec.inputs().stream()
                    .filter(input -> input.name().equals(name))
                    .findFirst()
                    .ifPresentOrElse(input -> value(element, input), () -> unknown(element, name, spec));
        }
        for (var input : spec.inputs()) {
            if (input.defaultValue() != null || given.contains(input.name())) continue;
            drawn.report(
                    "RB-INPUT-MISSING",
                    task,
                    "The action '" + spec.topic() + "' needs the input '" + input.name() + "'.",
                    "Add it to " + task + ".");
        }
    }

    private void unknown(XmlElement element, String name, ActionSpec spec) {
        drawn.report(
                "RB-INPUT-UNKNOWN",
                element,
                "The action '" + spec.topic() + "' takes no input '" + name + "', so it would be without effect.",
                NearMatch.advice(name, spec.inputs().stream().map(Input::name).toList()));
    }

    private void value(XmlElement element, Input input) {
        var value = element.text().strip();
        if (!input.choices().isEmpty() && !input.choices().contains(value)) {
            wrong(element, input, "is not one of its choices", NearMatch.advice(value, input.choices()));
        } else if (value.isEmpty() || value.length() > LONGEST) {
            wrong(element, input, "is empty or too long", "Give a value, or leave the input out for its default.");
        } else if (isDuration(input.defaultValue()) && !isDuration(value)) {
            wrong(element, input, "is not a duration", "Write PT3S for three seconds, for instance.");
        } else if (isNumber(input.defaultValue()) && !isNumber(value)) {
            wrong(element, input, "is not a number", "Write 0.02, for instance.");
        }
    }

    private void wrong(XmlElement element, Input input, String why, String next) {
        var value = element.text().strip();
        var shown = value.length() > 40 ? value.substring(0, 40) + "…" : value;
        drawn.report("RB-INPUT-VALUE", element, "'" + shown + "' as '" + input.name() + "' " + why + ".", next);
    }

    private static boolean isNumber(@Nullable String text) {
        return text != null && text.matches("[0-9]{1,9}(\\.[0-9]{1,6})?");
    }

    // The catalogue's defaults show an input's form.
    private static boolean isDuration(@Nullable String text) {
        if (text == null || !text.startsWith("P")) return false;
        try {
            var duration = Duration.parse(text);
            return !duration.isNegative() && !duration.isZero();
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
