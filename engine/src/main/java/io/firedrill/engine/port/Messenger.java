package io.firedrill.engine.port;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** Posts messages to people. Thread-safe; every call has a time-out. */
public interface Messenger extends OutsideSystem {
    @Override
    Health check();

    /** Posts once; the key is stored with the message where the system allows, so that {@link #find} sees it. */
    Answer<Posted> post(Post post);

    /**
     * The message with this key if it was posted; {@code Unsure} when the system cannot be searched, {@code Refused}
     * when a person must first allow it.
     */
    Answer<Optional<Posted>> find(Sought sought);

    /** How long to wait between two messages in one channel, so that the system need not refuse any. */
    default Duration spacing() {
        return Duration.ZERO;
    }

    /**
     * @param key idempotency key of the outbox row
     * @param text rendered text (Markdown), the exercise or incident mark alone on its first line
     * @param thread id of the message this one answers, or null for a new thread
     * @param real whether it is about a real incident, and no drill
     * @param announced whether it is shown to the whole channel also when it answers another
     */
    record Post(
            String key,
            String channel,
            String text,
            @Nullable String thread,
            boolean real,
            boolean announced) {}

    /**
     * A message that may have been posted.
     *
     * @param thread as it was when it was posted
     * @param since it was not posted before
     */
    record Sought(String key, String channel, @Nullable String thread, Instant since) {}

    /** @param id the system's own id of the message */
    record Posted(String id, Instant at) {}
}
