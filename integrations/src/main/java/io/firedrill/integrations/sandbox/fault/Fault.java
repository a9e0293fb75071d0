package io.firedrill.integrations.sandbox.fault;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One planted fault. As text: a kind, then optionally a time in seconds, then optionally how often, for instance
 * {@code error-after}, {@code slow 2s} or {@code busy 1s x3}.
 *
 * @param delay how long it holds an answer back, or what it says in {@code Retry-After}
 * @param times how many calls it meets; 0 for all until it is lifted
 */
public record Fault(Kind kind, Duration delay, int times) {
    private static final Pattern FORM =
            Pattern.compile("([a-z-]+)(?: ([0-9]{1,3}(?:\\.[0-9]{1,3})?)s)?(?: x([1-9][0-9]{0,3}))?");

    public enum Kind {
        /** The point's own misbehaviour is on. */
        ON,
        /** Answers rightly, but late. */
        SLOW,
        /** Does nothing and answers 503 with {@code Retry-After}. */
        BUSY,
        /** Does nothing and answers 500. */
        ERROR_BEFORE,
        /** Does what was asked and answers 500. */
        ERROR_AFTER,
        /** Does nothing and holds the answer back. */
        HANG_BEFORE,
        /** Does what was asked and holds the answer back. */
        HANG_AFTER
    }

    public static Fault parse(String text) {
        var match = FORM.matcher(text.trim());
        if (!match.matches())
            throw new IllegalArgumentException("Not a fault: '" + text + "'; write for instance 'slow 2s x3'.");
        var delay = match.group(2) == null
                ? Duration.ofSeconds(1)
                : Duration.ofMillis(Math.round(Double.parseDouble(match.group(2)) * 1000));
        return new Fault(kind(match.group(1)), delay, match.group(3) == null ? 0 : Integer.parseInt(match.group(3)));
    }

    private static Kind kind(String word) {
        for (var kind : Kind.values()) if (word(kind).equals(word)) return kind;
        throw new IllegalArgumentException("Not a kind of fault: '" + word + "'.");
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String toString() {
        return word(kind) + " " + delay.toMillis() / 1000.0 + "s" + (times == 0 ? "" : " x" + times);
    }
}
