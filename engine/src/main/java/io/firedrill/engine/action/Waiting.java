package io.firedrill.engine.action;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits inside a step, looking now and then whether the step is still wanted. */
final class Waiting {
    private static final Duration LOOK = Duration.ofMillis(200);

    private Waiting() {}

    /** @throws Fenced when the step was interrupted meanwhile */
    static void until(Instant when, ActionContext context) {
        while (context.now().isBefore(when)) {
            pause(shorter(Duration.between(context.now(), when), LOOK));
            if (!context.held()) throw new Fenced("The step was interrupted.");
        }
    }

    static void pause(Duration time) {
        try {
            if (new CountDownLatch(1).await(Math.max(1, time.toMillis()), TimeUnit.MILLISECONDS))
                throw new IllegalStateException("Nobody counts down.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Fenced("The server stops.");
        }
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
