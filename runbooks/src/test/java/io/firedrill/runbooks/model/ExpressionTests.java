package io.firedrill.runbooks.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTests {
    @Test
    void plainTextStandsForItself() {
        assertThat(Expression.parse("PT5M").evaluate(Map.of())).isEqualTo("PT5M");
        assertThat(Expression.parse("costs $5 {net}").evaluate(Map.of())).isEqualTo("costs $5 {net}");
    }

    @Test
    void aReferenceGivesTheVariablesValue() {
        var expression = Expression.parse(" ${denyUntil} ");

        assertThat(expression.variables()).containsExactly("denyUntil");
        assertThat(expression.evaluate(Map.of("denyUntil", "2026-12-01T00:00:00Z")))
                .isEqualTo("2026-12-01T00:00:00Z");
    }

    @Test
    void aConditionGivesYesOrNo() {
        assertThat(Expression.parse("${mode == 'real'}").evaluate(Map.of("mode", "drill")))
                .isEqualTo(false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${a.b}",
                "${a}${b}",
                "text ${a}",
                "#{a}",
                "${a()}",
                "${Runtime}",
                "${execution.getVariable('a')}",
                "${",
                "${a",
                "$${a}"
            })
    void refusesEverythingElse(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Expression.parse(text));
    }

    @Test
    void aReferenceToAVariableThatIsNotThereIsAnError() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Expression.parse("${denyUntil}").evaluate(Map.of()))
                .withMessageContaining("denyUntil");
    }
}
