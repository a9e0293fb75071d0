package io.firedrill.engine.port;

import java.time.Duration;
import java.util.function.Function;

/**
 * What an outside system said. Adapters return it and throw only for programming mistakes; texts carry the vendor's
 * message without secrets.
 */
public sealed interface Answer<T> {
    /** It happened, or this is the fact asked for. */
    record Done<T>(T value) implements Answer<T> {}

    /** It said no and nothing changed; asking again the same way will not help. */
    record Refused<T>(String code, String why) implements Answer<T> {}

    /** Nothing happened this time; try again, not sooner than {@code after}. */
    record TryLater<T>(String why, Duration after) implements Answer<T> {}

    /** No clear answer (time-out, reset, 5xx after sending): it may or may not have happened. */
    record Unsure<T>(String why) implements Answer<T> {}

    static <T> Answer<T> done(T value) {
        return new Done<>(value);
    }

    static <T> Answer<T> refused(String code, String why) {
        return new Refused<>(code, why);
    }

    static <T> Answer<T> tryLater(String why, Duration after) {
        return new TryLater<>(why, after);
    }

    static <T> Answer<T> unsure(String why) {
        return new Unsure<>(why);
    }

    /** The same answer about another type; {@code change} sees only a {@link Done} value. */
    default <R> Answer<R> map(Function<? super T, ? extends R> change) {
        if (this instanceof Done<T> done) return new Done<>(change.apply(done.value()));
        if (this instanceof Refused<T> refused) return new Refused<>(refused.code(), refused.why());
        if (this instanceof TryLater<T> later) return new TryLater<>(later.why(), later.after());
        return new Unsure<>(((Unsure<T>) this).why());
    }
}
