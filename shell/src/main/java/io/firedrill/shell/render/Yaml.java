package io.firedrill.shell.render;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.firedrill.shell.client.Doc;
import io.firedrill.shell.client.Json;

/** Block-style YAML; texts that YAML could read as something else are quoted as in JSON, which YAML allows. */
final class Yaml {
    private Yaml() {}

    static String of(Doc doc) {
        var out = new StringBuilder();
        if (doc.fields().isEmpty()) out.append("{}\n");
        else map(doc.fields(), "", false, out);
        return out.toString();
    }

    private static void map(Map<?, ?> map, String indent, boolean inList, StringBuilder out) {
        boolean first = inList;
        for (var entry : map.entrySet()) {
            if (!first) out.append(indent);
            first = false;
            out.append(scalar(String.valueOf(entry.getKey()))).append(':');
            value(entry.getValue(), indent, out);
        }
    }

    private static void value(@Nullable Object value, String indent, StringBuilder out) {
        if (value instanceof Map<?, ?> map) {
            if (map.isEmpty()) {
                out.append(" {}\n");
            } else {
                out.append('\n');
                map(map, indent + "  ", false, out);
            }
        } else if (value instanceof List<?> list) {
            if (list.isEmpty()) {
                out.append(" []\n");
            } else {
                out.append('\n');
                list(list, indent, out);
            }
        } else {
            out.append(' ').append(atom(value)).append('\n');
        }
    }

    private static void list(List<?> list, String indent, StringBuilder out) {
        for (var item : list) {
            out.append(indent).append('-');
            if (item instanceof Map<?, ?> map && !map.isEmpty()) {
                out.append(' ');
                map(map, indent + "  ", true, out);
            } else {
                value(item, indent + "  ", out);
            }
        }
    }

    private static String atom(@Nullable Object value) {
        if (value == null) return "null";
        return value instanceof String text ? scalar(text) : Doc.textOf(value);
    }

    private static String scalar(String text) {
        return isPlain(text) ? text : Json.quote(text);
    }

    /** Words of letters, digits and a few signs, which no YAML reader takes for another type. */
    private static boolean isPlain(String text) {
        if (text.isEmpty() || !Character.isLetter(text.charAt(0)) || text.charAt(0) > 'z') return false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 'z' || !(Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '/' || c == '.'))
                return false;
        }
        return switch (text.toLowerCase(java.util.Locale.ROOT)) {
            case "true", "false", "null", "yes", "no", "on", "off", "y", "n" -> false;
            default -> true;
        };
    }
}
