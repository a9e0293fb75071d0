package io.firedrill.integrations.sandbox.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** What happened to one install in the last hour. Thread-safe. */
final class Telemetry {
    private static final Duration KEPT = Duration.ofHours(1);

    private final Deque<Event> events = new ArrayDeque<>();
    private int failuresInARow;
    private boolean lockedOut;

    enum Kind {
        PASSED,
        FAILED,
        SIGNED_OUT
    }

    private record Event(Instant at, Kind kind) {}

    record Count(long requests, long failed, int signedOut, boolean lockedOut) {}

    synchronized void passed(Instant at) {
        failuresInARow = 0;
        lockedOut = false;
        add(at, Kind.PASSED);
    }

    /** @param hopeless whether signing in again would not help, or did not */
    synchronized void failed(Instant at, boolean hopeless) {
        failuresInARow++;
        // One bad node of several is not a lock-out: the next request goes to another one.
        lockedOut = lockedOut || (hopeless && failuresInARow >= 3);
        add(at, Kind.FAILED);
    }

    synchronized void signedOut(Instant at) {
        add(at, Kind.SIGNED_OUT);
    }

    synchronized Count since(Instant since) {
        var requests = 0L;
        var failed = 0L;
        var signedOut = 0;
        for (var event : events) {
            if (event.at().isBefore(since)) continue;
            if (event.kind() == Kind.SIGNED_OUT) signedOut++;
            else requests++;
            if (event.kind() == Kind.FAILED) failed++;
        }
        return new Count(requests, failed, signedOut, lockedOut);
    }

    synchronized Count all() {
        return since(Instant.EPOCH);
    }

    private void add(Instant at, Kind kind) {
        events.addLast(new Event(at, kind));
        var oldest = at.minus(KEPT);
        while (events.getFirst().at().isBefore(oldest)) events.removeFirst();
    }
}
