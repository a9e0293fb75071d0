package io.firedrill.integrations.sandbox.net;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import io.firedrill.integrations.support.Json;

/** What a server of the estate answers. */
@SuppressWarnings("ArrayRecordComponent") // Never compared or hashed.
public record Reply(int status, String type, byte[] body, Map<String, String> headers) {
    public static Reply json(int status, Object value) {
        return new Reply(status, "application/json", Json.bytes(value), Map.of());
    }

    public static Reply ok(Object value) {
        return json(200, value);
    }

    public static Reply html(String page) {
        return new Reply(200, "text/html;charset=utf-8", page.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    public static Reply refusal(int status, String code, String message) {
        return json(status, Map.of("code", code, "message", message));
    }

    public Reply header(String name, String value) {
        var all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new Reply(status, type, body, all);
    }
}
