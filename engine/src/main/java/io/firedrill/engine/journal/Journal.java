package io.firedrill.engine.journal;

import java.util.List;
import java.util.function.Consumer;

/** Reads the append-only journal of runs. Thread-safe. */
public interface Journal {
    /** Events with a number greater than {@code after}, in order, at most {@code limit} (1 to 1000). */
    List<Event> events(String run, long after, int limit);

    /** Number of the newest event; 0 when the run has none. */
    long last(String run);

    /**
     * Recomputes the chain and the signed heads.
     */
    Check verify(String run);

    /**
     * Calls the listener with a run's id after events of it were committed on this server; the listener must be quick
     * and reads the events itself. Events of other servers are found by polling. Close to stop.
     */
    AutoCloseable onCommitted(Consumer<String> listener);

    /**
     * What a verification found.
     *
     * @param brokenAt number of the first event that does not fit; 0 when intact
     * @param signedUpTo number of the newest event covered by a valid signature
     */
    record Check(boolean intact, long brokenAt, long events, long signedUpTo, String detail) {}
}
