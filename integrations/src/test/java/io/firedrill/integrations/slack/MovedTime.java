package io.firedrill.integrations.slack;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that a test moves; thread-safe. */
final class MovedTime implements InstantSource {
    private final AtomicReference<Instant> now;

    MovedTime(Instant start) {
        this.now = new AtomicReference<>(start);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    void pass(Duration duration) {
        now.updateAndGet(then -> then.plus(duration));
    }
}
