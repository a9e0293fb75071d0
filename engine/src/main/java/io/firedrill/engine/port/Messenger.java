package io.firedrill.engine.port;

import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** Posts messages to people. Thread-safe; every call has a time-out. */
public interface Messenger extends OutsideSystem {
    @Override
    Health check();

    /** Posts once; the key is stored with the message where the system allows, so that {@link #find} sees it. */
    Answer<Posted> post(Post post);

    /** The message with this key if it was posted; {@code Unsure} when the system cannot be searched. */
    Answer<Optional<Posted>> find(String channel, String key);

    /**
     * @param key idempotency key of the outbox row
     * @param text rendered text (Markdown), the exercise or incident mark already leading
     * @param thread id of the message this one answers, or null for a new thread
     */
    record Post(
            String key,
            String channel,
            String text,
            @Nullable String thread) {}

    /** @param id the system's own id of the message */
    record Posted(String id, Instant at) {}
}
