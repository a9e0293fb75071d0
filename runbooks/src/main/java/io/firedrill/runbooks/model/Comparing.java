package io.firedrill.runbooks.model;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

import io.firedrill.runbooks.model.Condition.Comparison;
import io.firedrill.runbooks.model.Condition.Operator;

/** What a comparison means for each kind of value. A value of another kind than the literal is an error, never false. */
final class Comparing {
    private Comparing() {}

    static boolean test(Comparison comparison, @Nullable Object value) {
        // A parameter that was not given equals nothing and is neither smaller nor larger.
        if (value == null) return comparison.operator() == Operator.NOT_EQUAL;
        if (comparison.literal() instanceof BigDecimal literal && value instanceof Number number) {
            return holds(comparison.operator(), decimal(number, comparison).compareTo(literal));
        }
        if (comparison.literal() instanceof String literal && value instanceof String text) {
            return holds(comparison.operator(), text.compareTo(literal));
        }
        if (comparison.literal() instanceof Boolean literal
                && value instanceof Boolean flag
                && !comparison.operator().ordering()) {
            return literal.equals(flag) == (comparison.operator() == Operator.EQUAL);
        }
        throw new IllegalArgumentException("'" + comparison.variable() + "' is a "
                + value.getClass().getSimpleName() + " and cannot be compared by "
                + comparison.operator().sign() + " with a "
                + comparison.literal().getClass().getSimpleName() + ".");
    }

    private static BigDecimal decimal(Number number, Comparison comparison) {
        try {
            return new BigDecimal(number.toString());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + comparison.variable() + "' is no finite number.", e);
        }
    }

    private static boolean holds(Operator operator, int order) {
        return switch (operator) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case LESS -> order < 0;
            case AT_MOST -> order <= 0;
            case GREATER -> order > 0;
            case AT_LEAST -> order >= 0;
        };
    }
}
