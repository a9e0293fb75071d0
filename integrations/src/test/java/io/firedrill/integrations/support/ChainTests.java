package io.firedrill.integrations.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.firedrill.engine.port.Answer;

class ChainTests {
    private static final Answer<String> LATER = Answer.tryLater("busy", Duration.ofSeconds(3));

    @Test
    void isDoneWhenAllCallsAre() {
        assertThat(Chain.of(() -> Chain.value(Answer.done("a")) + Chain.value(Answer.done("b"))))
                .isEqualTo(Answer.done("ab"));
    }

    @Test
    void theFirstThatIsNotDoneIsTheAnswerOfAll() {
        assertThat(Chain.of(() -> Chain.value(LATER) + Chain.value(Answer.<String>unsure("never asked"))))
                .isEqualTo(LATER);
        assertThat(Chain.<String>of(() -> {
                    throw Chain.refusal("code", "why");
                }))
                .isEqualTo(Answer.refused("code", "why"));
    }

    @Test
    void afterAChangeNothingCanSayThatNothingHappened() {
        assertThat(Chain.of(() -> Chain.afterChange(LATER)))
                .isInstanceOfSatisfying(
                        Answer.Unsure.class, unsure -> assertThat(unsure.why()).contains("in part", "busy"));
        assertThat(Chain.of(() -> Chain.afterChange(Answer.<String>refused("http-403", "may not"))))
                .isInstanceOf(Answer.Unsure.class);
    }
}
