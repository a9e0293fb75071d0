package io.firedrill.runbooks.lint;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.firedrill.runbooks.format.NearMatch;
import io.firedrill.runbooks.format.XmlElement;
import io.firedrill.runbooks.model.ActionSpec;
import io.firedrill.runbooks.model.Condition;
import io.firedrill.runbooks.model.Condition.Comparison;
import io.firedrill.runbooks.model.Expression;
import io.firedrill.runbooks.model.Parameter;

/** Conditions and timers read variables that exist and compare them with values they can have. */
final class VariablesRule {
    private static final Set<Parameter.Type> HIDDEN = Set.of(Parameter.Type.SECRET, Parameter.Type.PERSON);

    private final Drawn drawn;
    private final Declared declared;
    private final Set<String> known = new TreeSet<>();

    private VariablesRule(Whole whole) {
        this.drawn = whole.drawn();
        this.declared = whole.declared();
        known.addAll(drawn.catalogue().engineVariables().keySet());
        declared.manifest().parameters().stream()
                .filter(parameter -> !HIDDEN.contains(parameter.type()))
                .map(Parameter::name)
                .forEach(known::add);
        drawn.serviceTasks().stream()
                .flatMap(task -> drawn.spec(task).stream())
                .map(ActionSpec::variables)
                .forEach(known::addAll);
    }

    static void check(Whole whole) {
        var rule = new VariablesRule(whole);
        for (var name : List.of("conditionExpression", "timeDate", "timeDuration")) {
            rule.drawn.diagram().all(name).forEach(rule::expression);
        }
    }

    private void expression(XmlElement element) {
        try {
            var expression = Expression.parse(element.text());
            for (var variable : expression.variables()) {
                if (!known.contains(variable)) unknown(element, variable);
            }
            if (expression instanceof Condition condition) {
                condition.comparisons().forEach(comparison -> literal(element, comparison));
            }
        } catch (IllegalArgumentException e) {
            // Reported by the allow-list.
        }
    }

    private void unknown(XmlElement element, String variable) {
        var hidden = declared.parameter(variable).isPresent();
        drawn.report(
                "RB-VARIABLE",
                element,
                hidden
                        ? "'" + variable + "' is a person or secret, which never becomes a run variable."
                        : "No used action, parameter or engine variable is named '" + variable + "'.",
                NearMatch.advice(variable, known));
    }

    private void literal(XmlElement element, Comparison comparison) {
        var name = comparison.variable();
        var choices = choices(name);
        if (!choices.isEmpty()) {
            if (comparison.literal() instanceof String text && choices.contains(text)) return;
            drawn.report(
                    "RB-VARIABLE-VALUE",
                    element,
                    "'" + name + "' is never " + comparison.literal() + ".",
                    NearMatch.advice(String.valueOf(comparison.literal()), choices));
            return;
        }
        declared.parameter(name)
                .filter(parameter -> !fits(parameter.type(), comparison.literal()))
                .ifPresent(parameter -> {
                    drawn.report(
                            "RB-VARIABLE-VALUE",
                            element,
                            "The parameter '" + name + "' cannot be compared with " + comparison.literal() + ".",
                            "Compare numbers with numbers, texts with 'texts', booleans with true or false.");
                });
    }

    private Collection<String> choices(String variable) {
        var parameter = declared.parameter(variable).filter(p -> p.type() == Parameter.Type.CHOICE);
        if (parameter.isPresent()) return parameter.get().choices();
        return drawn.catalogue().engineVariables().getOrDefault(variable, List.of());
    }

    private static boolean fits(Parameter.Type type, Object literal) {
        return switch (type) {
            case NUMBER -> literal instanceof BigDecimal;
            case BOOLEAN -> literal instanceof Boolean;
            case TEXT, CHOICE, DURATION, PERSON, SECRET -> literal instanceof String;
        };
    }
}
