package io.firedrill.runbooks.model;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a start may be given.
 *
 * @param type how the text is read and checked
 * @param required in which modes it must be given when it has no default
 * @param defaultValue used when it is not given; null for none
 * @param choices for {@link Type#CHOICE}
 * @param pattern whole-value regular expression for {@link Type#TEXT}; null for any text up to 200 characters
 * @param min smallest value for numbers (and seconds for durations); null for none
 * @param max largest value; null for none
 * @param onlyWhen only allowed (and, if required, needed) when another parameter has one of these values; null: always
 */
public record Parameter(
        String name,
        String title,
        Type type,
        Required required,
        @Nullable String defaultValue,
        List<String> choices,
        @Nullable String pattern,
        @Nullable Double min,
        @Nullable Double max,
        @Nullable OnlyWhen onlyWhen) {
    public enum Type {
        TEXT,
        CHOICE,
        NUMBER,
        /** ISO 8601, for instance {@code PT5M}. */
        DURATION,
        BOOLEAN,
        /** A person's identifier: pseudonymised in journal and exports. */
        PERSON,
        /** A token or other secret: sealed, never shown, never taken from a command line. */
        SECRET
    }

    public enum Required {
        NEVER,
        REAL,
        ALWAYS
    }

    public record OnlyWhen(String parameter, List<String> values) {}
}
