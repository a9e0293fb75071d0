package io.firedrill.integrations.support;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

import org.jspecify.annotations.Nullable;

/**
 * One HTTP request. Secrets belong in headers or body, never in the address: addresses appear in texts.
 *
 * @param effect what may be done when no clear answer comes
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared or hashed.
public record HttpCall(String method, String url, Map<String, String> headers, byte @Nullable [] body, Effect effect) {
    /** What a request does at the other side. */
    public enum Effect {
        /** Changes nothing: repeated when it fails, and a failure means only that there is no answer yet. */
        READS,
        /** Changes something, the same once as twice: repeated when it fails. */
        REPEATABLE,
        /** Changes something: sent again only when it certainly never arrived. */
        ONCE
    }

    public HttpCall {
        headers = Map.copyOf(headers);
    }

    public static HttpCall get(String url) {
        return new HttpCall("GET", url, Map.of(), null, Effect.READS);
    }

    public static HttpCall delete(String url) {
        return new HttpCall("DELETE", url, Map.of(), null, Effect.REPEATABLE);
    }

    public static HttpCall json(String method, String url, Object body, Effect effect) {
        return new HttpCall(method, url, Map.of("Content-Type", "application/json"), Json.bytes(body), effect);
    }

    public static HttpCall form(String url, Map<String, String> fields, Effect effect) {
        var text = new StringJoiner("&");
        fields.forEach((name, value) -> text.add(encoded(name) + "=" + encoded(value)));
        return new HttpCall(
                "POST",
                url,
                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                text.toString().getBytes(StandardCharsets.UTF_8),
                effect);
    }

    public HttpCall header(String name, String value) {
        var all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new HttpCall(method, url, all, body, effect);
    }

    public HttpCall bearer(String token) {
        return header("Authorization", "Bearer " + token);
    }

    /** For a query or a path segment. */
    public static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Method and address without its query, for texts. */
    String named() {
        var query = url.indexOf('?');
        return method + " " + (query < 0 ? url : url.substring(0, query));
    }
}
