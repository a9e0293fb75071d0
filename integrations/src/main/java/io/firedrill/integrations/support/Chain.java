package io.firedrill.integrations.support;

import java.util.function.Supplier;

import io.firedrill.engine.port.Answer;

/** Several calls as one answer: the first that is not done ends the chain and is the answer of all. */
public final class Chain {
    private Chain() {}

    public static <T> Answer<T> of(Supplier<T> calls) {
        try {
            return Answer.done(calls.get());
        } catch (Ended ended) {
            return ended.answer.map(value -> {
                throw new IllegalStateException("A chain ended with a value.");
            });
        }
    }

    /** The value, or the end of the chain. Only inside {@link #of}. */
    public static <T> T value(Answer<T> answer) {
        if (answer instanceof Answer.Done<T> done) return done.value();
        throw new Ended(answer);
    }

    /** The same where an earlier call has changed something: then no other answer can say that nothing happened. */
    public static <T> T afterChange(Answer<T> answer) {
        if (answer instanceof Answer.Done<T> done) return done.value();
        throw new Ended(Answer.unsure("Done in part: " + why(answer)));
    }

    /** To be thrown inside {@link #of}: ends the chain with a no. */
    public static RuntimeException refusal(String code, String why) {
        return new Ended(Answer.refused(code, why));
    }

    private static String why(Answer<?> answer) {
        if (answer instanceof Answer.Refused<?> refused) return refused.why();
        if (answer instanceof Answer.TryLater<?> later) return later.why();
        return ((Answer.Unsure<?>) answer).why();
    }

    private static final class Ended extends RuntimeException {
        private final transient Answer<?> answer;

        Ended(Answer<?> answer) {
            super(null, null, false, false);
            this.answer = answer;
        }
    }
}
