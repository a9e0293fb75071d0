package io.firedrill.engine.comms;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** The messages of a run as they were sent or wait to be. Thread-safe. */
public interface Messages {
    /** In the order they were queued. */
    List<Message> of(String run);

    /**
     * One message of the outbox.
     *
     * @param text exactly as sent, mark included
     * @param state {@code queued}, {@code sent} or {@code failed}
     * @param problem why it was not sent yet or failed; null when sent
     */
    record Message(
            String key,
            String template,
            String templateHash,
            String audience,
            String channel,
            String text,
            String state,
            Instant queuedAt,
            @Nullable Instant sentAt,
            @Nullable String externalId,
            int attempts,
            @Nullable String problem) {}
}
