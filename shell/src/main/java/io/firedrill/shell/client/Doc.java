package io.firedrill.shell.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A JSON object of the server. Reading is tolerant: unknown fields are kept and ignored, absent ones read as empty, so
 * that a newer server does not break an older shell.
 */
public record Doc(Map<String, @Nullable Object> fields) {
    public static final Doc EMPTY = new Doc(Map.of());

    @SuppressWarnings("unchecked")
    static Doc of(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? new Doc((Map<String, @Nullable Object>) map) : EMPTY;
    }

    public boolean has(String name) {
        return fields.get(name) != null;
    }

    public @Nullable Object get(String name) {
        return fields.get(name);
    }

    /** The field as text; empty when absent, null, an object or a list. */
    public String text(String name) {
        return textOf(fields.get(name));
    }

    public boolean flag(String name) {
        return Boolean.TRUE.equals(fields.get(name));
    }

    public long whole(String name) {
        return fields.get(name) instanceof Number number ? number.longValue() : 0;
    }

    /** The field as a number; null when it is absent or not a number. */
    public @Nullable Double number(String name) {
        return fields.get(name) instanceof Number number ? number.doubleValue() : null;
    }

    public Doc doc(String name) {
        return of(fields.get(name));
    }

    /** The objects in a list; anything else in it is skipped. */
    public List<Doc> docs(String name) {
        if (!(fields.get(name) instanceof List<?> list)) return List.of();
        var docs = new ArrayList<Doc>(list.size());
        for (var item : list) {
            if (item instanceof Map<?, ?>) docs.add(of(item));
        }
        return docs;
    }

    public List<String> texts(String name) {
        if (!(fields.get(name) instanceof List<?> list)) return List.of();
        var texts = new ArrayList<String>(list.size());
        for (var item : list) {
            var text = textOf(item);
            if (!text.isEmpty()) texts.add(text);
        }
        return texts;
    }

    public static String textOf(@Nullable Object value) {
        if (value instanceof String text) return text;
        if (value instanceof java.math.BigDecimal number) return number.toPlainString();
        if (value instanceof Number || value instanceof Boolean) return value.toString();
        return "";
    }
}
