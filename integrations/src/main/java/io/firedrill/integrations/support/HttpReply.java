package io.firedrill.integrations.support;

import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What came back.
 *
 * @param headers by lower-case name, the first value of each
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared or hashed.
public record HttpReply(int status, Map<String, String> headers, byte[] body) {
    public boolean ok() {
        return status >= 200 && status < 300;
    }

    public @Nullable String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    public <T> T as(Class<T> type) {
        return Json.read(body, type);
    }

    /** The server's own words about a refusal: {@code code} and {@code message}, or OAuth's {@code error}. */
    String why() {
        var json = json();
        if (json == null) return "HTTP " + status;
        var message = text(
                json, "message", text(json, "error_description", text(json, "errorMessage", text(json, "error", ""))));
        return message.isEmpty() ? "HTTP " + status : "HTTP " + status + ": " + shortened(message);
    }

    String code() {
        var json = json();
        var otherwise = "http-" + status;
        return json == null ? otherwise : text(json, "code", text(json, "error", otherwise));
    }

    private @Nullable JsonNode json() {
        try {
            var tree = Json.tree(body);
            return tree.isObject() ? tree : null;
        } catch (JacksonException notJson) {
            return null;
        }
    }

    private static String text(JsonNode json, String field, String otherwise) {
        var value = json.get(field);
        return value != null && value.isString() ? value.stringValue() : otherwise;
    }

    private static String shortened(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }
}
