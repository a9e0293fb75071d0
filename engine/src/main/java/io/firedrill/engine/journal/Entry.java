package io.firedrill.engine.journal;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What is to be written into a journal; number, time and hashes are added by the journal.
 *
 * @param kind stable name with hyphens
 * @param step id of the step it is about, or null
 * @param data facts; texts, numbers, booleans, lists and maps, no nulls
 */
public record Entry(String kind, @Nullable String step, String actor, String summary, Map<String, Object> data) {
    /** Who acts when no person does. */
    public static final String FIREDRILL = "firedrill";

    public Entry {
        data = Map.copyOf(data);
    }

    /** Something that happened by itself. */
    public static Entry of(String kind, @Nullable String step, String summary) {
        return new Entry(kind, step, FIREDRILL, summary, Map.of());
    }

    /** Something that a person did. */
    public static Entry by(String actor, String kind, @Nullable String step, String summary) {
        return new Entry(kind, step, actor, summary, Map.of());
    }

    /** The same with one more fact; a null value adds nothing. */
    public Entry with(String name, @Nullable Object value) {
        if (value == null) return this;
        var more = new LinkedHashMap<>(data);
        more.put(name, value);
        return new Entry(kind, step, actor, summary, more);
    }
}
