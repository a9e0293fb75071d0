package io.firedrill.shell.client;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON as plain maps, lists, texts, numbers and booleans, keeping the order of fields. Streaming only: a databinding
 * library would take longer to start than the whole command.
 */
public final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    /** What came is not JSON, or more than one value. */
    public static final class NotJson extends RuntimeException {
        NotJson(String message) {
            super(message);
        }
    }

    public static @Nullable Object parse(String text) {
        try (var parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            var value = value(parser, parser.nextToken());
            if (parser.nextToken() != null) throw new NotJson("There is text after the end of the JSON value");
            return value;
        } catch (JacksonException e) {
            // Not the original message: it quotes the text, which may hold a secret.
            throw new NotJson("Not JSON");
        }
    }

    public static Doc parseDoc(String text) {
        return Doc.of(parse(text));
    }

    private static @Nullable Object value(JsonParser parser, @Nullable JsonToken token) {
        if (token == null) throw new NotJson("The text is empty or cut off");
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> whole(parser.getString());
            case VALUE_NUMBER_FLOAT -> new BigDecimal(parser.getString());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new NotJson("Unexpected " + token);
        };
    }

    private static Number whole(String digits) {
        return digits.length() < 18 ? (Number) Long.valueOf(digits) : new BigDecimal(digits);
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (var token = parser.nextToken(); token != JsonToken.END_OBJECT; token = parser.nextToken()) {
            if (token == null) throw new NotJson("The text is cut off inside an object");
            var name = parser.currentName();
            map.put(name, value(parser, parser.nextToken()));
        }
        return map;
    }

    private static List<@Nullable Object> array(JsonParser parser) {
        List<@Nullable Object> list = new ArrayList<>();
        for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            list.add(value(parser, token));
        }
        return list;
    }

    /** On one line, without spaces. */
    public static String write(@Nullable Object value) {
        var out = new StringBuilder(256);
        write(value, out);
        return out.toString();
    }

    private static void write(@Nullable Object value, StringBuilder out) {
        if (value instanceof Map<?, ?> map) {
            var separator = "{";
            if (map.isEmpty()) out.append('{');
            for (var entry : map.entrySet()) {
                out.append(separator);
                quote(String.valueOf(entry.getKey()), out);
                out.append(':');
                write(entry.getValue(), out);
                separator = ",";
            }
            out.append('}');
        } else if (value instanceof Iterable<?> list) {
            out.append('[');
            var separator = "";
            for (var item : list) {
                out.append(separator);
                write(item, out);
                separator = ",";
            }
            out.append(']');
        } else if (value instanceof String text) {
            quote(text, out);
        } else if (value == null) {
            out.append("null");
        } else {
            out.append(value);
        }
    }

    public static String quote(String text) {
        var out = new StringBuilder(text.length() + 2);
        quote(text, out);
        return out.toString();
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20 || c == 0x7f) escape(c, out);
                    else out.append(c);
                }
            }
        }
        out.append('"');
    }

    private static void escape(char c, StringBuilder out) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) out.append(Character.forDigit((c >> shift) & 0xf, 16));
    }
}
