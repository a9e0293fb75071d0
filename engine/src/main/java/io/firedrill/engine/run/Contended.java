package io.firedrill.engine.run;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;

/**
 * Tries a whole transaction again that lost against the worker: it takes tasks and keeps them without the run's journal
 * head, so that a person's act can meet it at the same rows.
 */
final class Contended {
    private static final int MOST_TRIES = 20;

    private Contended() {}

    static <T> @Nullable T again(Supplier<? extends @Nullable T> transaction) {
        for (var tries = 1; ; tries++) {
            try {
                return transaction.get();
            } catch (OptimisticLockingFailureException lost) {
                if (tries == MOST_TRIES) throw lost;
            }
        }
    }
}
