package io.firedrill.shell.client;

import java.time.Instant;
import java.time.format.DateTimeParseException;

import org.jspecify.annotations.Nullable;

/**
 * One entry of a run's journal.
 *
 * @param at null when the server's text is not a time
 * @param doc everything the server said, for output unchanged
 */
public record RunEvent(
        long number, @Nullable Instant at, String kind, String step, String actor, String summary, Doc doc) {
    static RunEvent of(Doc doc) {
        return new RunEvent(
                doc.whole("number"),
                time(doc.text("at")),
                doc.text("kind"),
                doc.text("step"),
                doc.text("actor"),
                doc.text("summary"),
                doc);
    }

    static @Nullable Instant time(String text) {
        try {
            return text.isEmpty() ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
