package io.firedrill.engine.action;

import java.time.Instant;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.firedrill.engine.action.Points.Seen;

/**
 * One canary at one point, tried again and again. It counts as refusing from the first of three refusals in a row;
 * tries without a verdict count neither way. Thread-safe.
 */
final class Pair {
    private static final int IN_A_ROW = 3;

    private final String point;
    private final String canary;
    private final boolean victim;
    private final long everyMillis;
    private final Supplier<@Nullable Seen> attempt;

    private boolean accepted;
    private int refusals;
    private @Nullable Instant firstRefusal;
    private boolean settled;

    Pair(
            String point,
            String canary,
            boolean victim,
            boolean acceptedBefore,
            long everyMillis,
            Supplier<@Nullable Seen> attempt) {
        this.point = point;
        this.canary = canary;
        this.victim = victim;
        this.accepted = acceptedBefore;
        this.everyMillis = everyMillis;
        this.attempt = attempt;
    }

    String point() {
        return point;
    }

    String canary() {
        return canary;
    }

    boolean victim() {
        return victim;
    }

    long everyMillis() {
        return everyMillis;
    }

    /** One try. */
    void tryOnce() {
        if (isSettled()) return;
        var seen = attempt.get();
        if (seen != null) note(seen);
    }

    private synchronized void note(Seen seen) {
        if (seen.accepted()) {
            accepted = true;
            refusals = 0;
            firstRefusal = null;
            return;
        }
        if (refusals == 0) firstRefusal = seen.at();
        refusals++;
    }

    synchronized boolean everAccepted() {
        return accepted;
    }

    /** Since when it refuses for good; null while it does not. */
    synchronized @Nullable Instant refusedSince() {
        return refusals >= IN_A_ROW ? firstRefusal : null;
    }

    /** Nothing more is to be learned of it. */
    synchronized void settle() {
        settled = true;
    }

    synchronized boolean isSettled() {
        return settled;
    }
}
