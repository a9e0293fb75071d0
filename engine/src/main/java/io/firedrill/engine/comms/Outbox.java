package io.firedrill.engine.comms;

import java.util.Map;

import io.firedrill.runbooks.model.MessageTemplate;

/** Takes messages that are to be sent, whether or not the chat is up. Thread-safe. */
public interface Outbox {
    /**
     * Renders a message and queues it in the caller's transaction; it is posted once that has committed. The same key
     * again changes nothing. Values that do not fit the template are refused with every problem, and a missing
     * transaction is a mistake.
     *
     * @return false when the key was there already
     */
    boolean queue(Order order);

    /**
     * A message that is to be sent.
     *
     * @param key unique for good, for instance run, step and template joined by slashes; at most 200 characters
     * @param target the run's target, whose chat and channels are used
     * @param real the run's mode: which of the target's channels, and which mark
     * @param announced whether the whole channel sees it, although it stands in the run's thread
     * @param values by variable, see {@link MessageText#render}
     */
    record Order(
            String key,
            String run,
            String target,
            boolean real,
            boolean announced,
            MessageTemplate template,
            Map<String, ?> values) {
        public Order {
            if (key.isBlank() || key.length() > 200)
                throw new IllegalArgumentException("Not a message key: '" + key + "'");
        }
    }
}
