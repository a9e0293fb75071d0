package io.firedrill.runbooks.model;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * All that a diagram may compute: a plain text, the value of one run variable, or a comparison over run variables.
 * There is no way from here to a method, a property, a bean or a class.
 */
public sealed interface Expression permits Expression.Literal, Expression.Reference, Condition {
    /** As written. */
    String text();

    /** Run variables it reads. */
    Set<String> variables();

    /**
     * Its value; a variable that is there without a value is null.
     *
     * @throws IllegalArgumentException when a variable it reads is not among them, or has a value that the comparison
     *     is not defined for
     */
    @Nullable
    Object evaluate(Map<String, ? extends @Nullable Object> values);

    /**
     * @throws IllegalArgumentException when the text is anything else than the three allowed forms; the message says
     *     where and what is allowed
     */
    static Expression parse(String text) {
        if (!text.contains("${") && !text.contains("#{")) return new Literal(text);
        var reference = Reference.FORM.matcher(text.strip());
        if (reference.matches()) return new Reference(text, reference.group(1));
        return Condition.parse(text);
    }

    /** Text that stands for itself. */
    record Literal(String text) implements Expression {
        public Literal {
            if (text.contains("${") || text.contains("#{")) {
                throw new IllegalArgumentException("'" + text + "' is not a plain text.");
            }
        }

        @Override
        public Set<String> variables() {
            return Set.of();
        }

        @Override
        public String evaluate(Map<String, ? extends @Nullable Object> values) {
            return text;
        }
    }

    /** {@code ${variable}}. */
    record Reference(String text, String variable) implements Expression {
        private static final Pattern FORM = Pattern.compile("\\$\\{\\s*([a-z][A-Za-z0-9]{0,59})\\s*}");

        public Reference {
            var form = FORM.matcher(text.strip());
            if (!form.matches() || !form.group(1).equals(variable)) {
                throw new IllegalArgumentException("'" + text + "' is not a reference to '" + variable + "'.");
            }
        }

        @Override
        public Set<String> variables() {
            return Set.of(variable);
        }

        @Override
        public @Nullable Object evaluate(Map<String, ? extends @Nullable Object> values) {
            return Condition.value(variable, values);
        }
    }
}
