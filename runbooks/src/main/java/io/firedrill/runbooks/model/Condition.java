package io.firedrill.runbooks.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * A yes-or-no question over run variables: {@code ${variable == literal}}, with {@code == != < <= > >=}, joined by
 * {@code &&} and {@code ||}, in parentheses where wanted. Literals are {@code 'text'}, {@code "text"}, numbers,
 * {@code true} and {@code false}. This is the whole language.
 */
public final class Condition implements Expression {
    private final String text;
    private final Node root;

    private Condition(String text, Node root) {
        this.text = text;
        this.root = root;
    }

    /** @throws IllegalArgumentException when it is not of this form; says where */
    public static Condition parse(String text) {
        return new Condition(text, new ConditionParser(text).parse());
    }

    /** @see #evaluate */
    public boolean test(Map<String, ? extends @Nullable Object> values) {
        return root.test(values);
    }

    /** What it comes to when only these variables are known; empty when it depends on others. */
    public Optional<Boolean> decide(Map<String, ? extends @Nullable Object> known) {
        return root.decide(known);
    }

    @Override
    public Boolean evaluate(Map<String, ? extends @Nullable Object> values) {
        return test(values);
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public Set<String> variables() {
        return comparisons().stream().map(Comparison::variable).collect(Collectors.toUnmodifiableSet());
    }

    /** Every comparison in it, from left to right. */
    public List<Comparison> comparisons() {
        return root.comparisons();
    }

    @Override
    public String toString() {
        return text;
    }

    static @Nullable Object value(String variable, Map<String, ? extends @Nullable Object> values) {
        if (values.containsKey(variable)) return values.get(variable);
        throw new IllegalArgumentException("The run has no variable '" + variable + "'.");
    }

    /** How a comparison compares. */
    public enum Operator {
        EQUAL("=="),
        NOT_EQUAL("!="),
        LESS("<"),
        AT_MOST("<="),
        GREATER(">"),
        AT_LEAST(">=");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }

        boolean ordering() {
            return this != EQUAL && this != NOT_EQUAL;
        }
    }

    /** A part of a condition. */
    sealed interface Node {
        boolean test(Map<String, ? extends @Nullable Object> values);

        Optional<Boolean> decide(Map<String, ? extends @Nullable Object> known);

        List<Comparison> comparisons();
    }

    /** True when every part is. */
    record And(List<Node> parts) implements Node {
        @Override
        public boolean test(Map<String, ? extends @Nullable Object> values) {
            return parts.stream().allMatch(part -> part.test(values));
        }

        @Override
        public Optional<Boolean> decide(Map<String, ? extends @Nullable Object> known) {
            var decided = parts.stream().map(part -> part.decide(known)).toList();
            if (decided.contains(Optional.of(false))) return Optional.of(false);
            return decided.contains(Optional.<Boolean>empty()) ? Optional.empty() : Optional.of(true);
        }

        @Override
        public List<Comparison> comparisons() {
            return parts.stream().flatMap(part -> part.comparisons().stream()).toList();
        }
    }

    /** True when any part is. */
    record Or(List<Node> parts) implements Node {
        @Override
        public boolean test(Map<String, ? extends @Nullable Object> values) {
            return parts.stream().anyMatch(part -> part.test(values));
        }

        @Override
        public Optional<Boolean> decide(Map<String, ? extends @Nullable Object> known) {
            var decided = parts.stream().map(part -> part.decide(known)).toList();
            if (decided.contains(Optional.of(true))) return Optional.of(true);
            return decided.contains(Optional.<Boolean>empty()) ? Optional.empty() : Optional.of(false);
        }

        @Override
        public List<Comparison> comparisons() {
            return parts.stream().flatMap(part -> part.comparisons().stream()).toList();
        }
    }

    /**
     * One variable against one literal.
     *
     * @param literal a {@link String}, {@link java.math.BigDecimal} or {@link Boolean}
     */
    public record Comparison(String variable, Operator operator, Object literal) implements Node {
        @Override
        public boolean test(Map<String, ? extends @Nullable Object> values) {
            return Comparing.test(this, value(variable, values));
        }

        @Override
        public Optional<Boolean> decide(Map<String, ? extends @Nullable Object> known) {
            return known.containsKey(variable) ? Optional.of(test(known)) : Optional.empty();
        }

        @Override
        public List<Comparison> comparisons() {
            return List.of(this);
        }
    }
}
