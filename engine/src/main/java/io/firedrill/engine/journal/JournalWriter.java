package io.firedrill.engine.journal;

import java.time.Instant;

/** Writes journals, inside the transaction that changes the state. Thread-safe. */
public interface JournalWriter {
    /** Begins the journal of a new run. */
    void open(String run);

    /**
     * Locks the run's journal head until the transaction ends; every transaction of a run does this first, so that two
     * of them never see each other half done.
     */
    void lock(String run);

    /** Appends, locking the head when it is not locked yet; texts pass the redaction filter. */
    Event append(String run, Entry entry);

    /** Appends with the time at which it really happened, which may be a little before now. */
    Event append(String run, Entry entry, Instant at);

    /** Signs the head as it stands. */
    void sign(String run);
}
