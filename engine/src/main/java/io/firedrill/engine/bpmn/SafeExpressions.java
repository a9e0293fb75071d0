package io.firedrill.engine.bpmn;

import java.lang.reflect.Method;

import org.camunda.bpm.dmn.engine.impl.spi.el.ElProvider;
import org.camunda.bpm.engine.delegate.BaseDelegateExecution;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.el.ElProviderCompatible;
import org.camunda.bpm.engine.impl.el.Expression;
import org.camunda.bpm.engine.impl.el.ExpressionManager;
import org.jspecify.annotations.Nullable;

/**
 * The only expressions there are: literal text, one run variable, and comparisons over run variables. The engine's
 * own expressions reach classes and beans; these cannot call anything.
 */
final class SafeExpressions implements ExpressionManager, ElProviderCompatible {
    @Override
    public Expression createExpression(String text) {
        return new Computed(io.firedrill.runbooks.model.Expression.parse(text));
    }

    @Override
    public void addFunction(String name, Method function) {
        // The engine offers its own functions at start; there is nothing that could call them.
    }

    /** Asked for by the decision engine, which is off: no expression of it ever becomes one. */
    @Override
    public ElProvider toElProvider() {
        return text -> {
            throw new IllegalStateException("Decisions are not part of runbooks: " + text);
        };
    }

    private record Computed(io.firedrill.runbooks.model.Expression expression) implements Expression {
        @Override
        public @Nullable Object getValue(VariableScope scope) {
            return expression.evaluate(scope.getVariables());
        }

        @Override
        public @Nullable Object getValue(VariableScope scope, BaseDelegateExecution execution) {
            return getValue(scope);
        }

        @Override
        public void setValue(Object value, VariableScope scope) {
            throw new IllegalStateException("Nothing in a diagram can be assigned to: " + expression.text());
        }

        @Override
        public void setValue(Object value, VariableScope scope, BaseDelegateExecution execution) {
            setValue(value, scope);
        }

        @Override
        public String getExpressionText() {
            return expression.text();
        }

        @Override
        public boolean isLiteralText() {
            return expression instanceof io.firedrill.runbooks.model.Expression.Literal;
        }
    }
}
