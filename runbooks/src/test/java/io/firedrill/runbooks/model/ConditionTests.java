package io.firedrill.runbooks.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTests {
    private static final Map<String, Object> RUN =
            Map.of("mode", "real", "scope", "client", "denyNeeded", true, "share", 0.25, "count", 7);

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    ${mode == 'real'}                                       ; true
                    ${mode == "drill"}                                      ; false
                    ${mode != 'drill'}                                      ; true
                    ${denyNeeded == true}                                   ; true
                    ${denyNeeded != true}                                   ; false
                    ${share < 0.5}                                          ; true
                    ${share <= 0.25}                                        ; true
                    ${share > 0.25}                                         ; false
                    ${count >= 7}                                           ; true
                    ${count == 7.0}                                         ; true
                    ${count > -1}                                           ; true
                    ${mode == 'real' && denyNeeded == false}                ; false
                    ${mode == 'drill' || denyNeeded == true}                ; true
                    ${mode == 'drill' && count == 7 || scope == 'client'}   ; true
                    ${mode == 'drill' && (count == 7 || scope == 'client')} ; false
                    ${((mode=='real'))}                                     ; true
                    """)
    void comparesRunVariablesWithLiterals(String text, boolean expected) {
        assertThat(Condition.parse(text).test(RUN)).isEqualTo(expected);
    }

    @Test
    void mayBeSpreadOverLines() {
        assertThat(Condition.parse("\n  ${mode == 'real'\n   && count == 7}\n").test(RUN))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "true",
                "mode == 'real'",
                "${}",
                "${true}",
                "${mode}",
                "${'a' == 'a'}",
                "${mode = 'real'}",
                "${mode == other}",
                "${mode == null}",
                "${!denyNeeded}",
                "${not denyNeeded}",
                "${empty mode}",
                "${mode eq 'real'}",
                "${mode == 'real' and count == 7}",
                "${mode.length() == 4}",
                "${mode.class == 'x'}",
                "${mode['class'] == 'x'}",
                "${''.getClass().forName('java.lang.Runtime') == 'x'}",
                "${Class.forName('java.lang.Runtime') == 'x'}",
                "${runtimeService.createDeployment() == 'x'}",
                "${mode == ''.getClass()}",
                "${mode == 'a'.concat('b')}",
                "${mode == '${x}'}",
                "${mode == 'a}'}",
                "${mode == 'it\\'s'}",
                "${mode == 'real'}${execution.setVariable('a', 1)}",
                "${mode == 'real'} trailing",
                "leading ${mode == 'real'}",
                "#{mode == 'real'}",
                "${${mode} == 'real'}",
                "${mode == 'real' ? true : false}",
                "${count + 1 == 8}",
                "${count == 1e3}",
                "${count == 0x10}",
                "${count == 1.}",
                "${count == 99999999999999999999}",
                "${Mode == 'real'}",
                "${mode_x == 'real'}",
                "${mode == 'real' &&}",
                "${(mode == 'real'}",
                "${mode == 'real')}",
                "${mode == 'real'",
                "${mode == 'real\u0000'}",
                "${denyNeeded < true}",
                "${m\u043Ede == 'real'}",
            })
    void refusesEverythingElse(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Condition.parse(text));
    }

    @Test
    void refusesNestingThatCouldExhaustTheStack() {
        var deep = "${" + "(".repeat(400) + "count == 7" + ")".repeat(400) + "}";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Condition.parse(deep))
                .withMessageContaining("nested");
    }

    @Test
    void refusesTextsLongerThanAnybodyReads() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Condition.parse("${count == 7" + " || count == 7".repeat(200) + "}"))
                .withMessageContaining("longer");
    }

    @Test
    void saysWhereItWentWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Condition.parse("${mode ~ 'real'}"))
                .withMessage("Expected one of == != < <= > >= at character 8, found '~ 'real'}'.");
    }

    @Test
    void aMissingVariableIsAnErrorAndNotFalse() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Condition.parse("${denyNeeded == true}").test(Map.of()))
                .withMessageContaining("denyNeeded");
    }

    @Test
    void aVariableWithoutValueEqualsNothing() {
        var values = new HashMap<String, Object>();
        values.put("device", null);

        assertThat(Condition.parse("${device == 'd1'}").test(values)).isFalse();
        assertThat(Condition.parse("${device != 'd1'}").test(values)).isTrue();
        assertThat(Condition.parse("${device < 'd1'}").test(values)).isFalse();
    }

    @Test
    void aValueOfAnotherKindIsAnErrorAndNotFalse() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Condition.parse("${denyNeeded == 'true'}").test(RUN))
                .withMessageContaining("denyNeeded");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Condition.parse("${share < 1}").test(Map.of("share", Double.NaN)));
    }

    @Test
    void namesItsVariablesAndComparisons() {
        var condition = Condition.parse("${scope == 'everyone' || (scope == 'client' && count > 3)}");

        assertThat(condition.variables()).containsExactlyInAnyOrder("scope", "count");
        assertThat(condition.comparisons()).hasSize(3);
    }

    @Test
    void decidesWhatDependsOnKnownVariablesOnly() {
        var known = Map.of("mode", "real");

        assertThat(Condition.parse("${mode == 'real'}").decide(known)).isEqualTo(Optional.of(true));
        assertThat(Condition.parse("${count == 1}").decide(known)).isEmpty();
        assertThat(Condition.parse("${mode == 'drill' && count == 1}").decide(known))
                .isEqualTo(Optional.of(false));
        assertThat(Condition.parse("${mode == 'real' && count == 1}").decide(known))
                .isEmpty();
        assertThat(Condition.parse("${mode == 'real' || count == 1}").decide(known))
                .isEqualTo(Optional.of(true));
        assertThat(Condition.parse("${mode == 'drill' || count == 1}").decide(known))
                .isEmpty();
    }
}
