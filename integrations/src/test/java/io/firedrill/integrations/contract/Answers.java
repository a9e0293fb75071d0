package io.firedrill.integrations.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.firedrill.engine.port.Answer;

/** Reads answers in tests, and waits for what becomes true. */
public final class Answers {
    private Answers() {}

    public static <T> T done(Answer<T> answer) {
        assertThat(answer).isInstanceOf(Answer.Done.class);
        return ((Answer.Done<T>) answer).value();
    }

    public static String refused(Answer<?> answer) {
        assertThat(answer).isInstanceOf(Answer.Refused.class);
        return ((Answer.Refused<?>) answer).code();
    }

    public static void until(String what, Duration deadline, BooleanSupplier condition) {
        var end = System.nanoTime() + deadline.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as("Waited %s until %s", deadline, what)
                    .isLessThan(end);
            Thread.onSpinWait();
            java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
        }
    }

    public static <T> T waiting(Duration deadline, Supplier<Answer<T>> asked) {
        var last = new Object() {
            Answer<T> answer = asked.get();
        };
        until("an answer is there", deadline, () -> {
            if (!(last.answer instanceof Answer.Done)) last.answer = asked.get();
            return last.answer instanceof Answer.Done;
        });
        return done(last.answer);
    }
}
