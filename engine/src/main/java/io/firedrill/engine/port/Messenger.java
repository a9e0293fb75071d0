package io.firedrill.engine.port;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

    /** Whether a message can be changed after it was posted. */
    default boolean updates() {
        return false;
    }

    /**
     * Changes a message of ours to what is given, however often it is asked; only where {@link #updates}. {@code
     * Refused} when the message is gone or may not be changed any more.
     */
    default Answer<Posted> update(Update update) {
        return Answer.refused("no-updates", "This chat cannot change message " + update.id() + ".");
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

    /**
     * A message as it is to stand from now on.
     *
     * @param key as it was posted with
     * @param id the system's own id of the message
     * @param text as it was posted, the exercise or incident mark alone on its first line
     * @param facts how the run stands, at most {@value #MOST_FACTS}; plain text without signs that a chat acts on
     * @param page where people see more
     */
    record Update(String key, String channel, String id, String text, List<Fact> facts, URI page) {
        public static final int MOST_FACTS = 10;

        public Update {
            if (facts.size() > MOST_FACTS) throw new IllegalArgumentException("Too many facts: " + facts.size());
            facts = List.copyOf(facts);
        }
    }

    /** One line of a few words and its value. */
    record Fact(String label, String value) {}

    /** @param id the system's own id of the message */
    record Posted(String id, Instant at) {}
}
