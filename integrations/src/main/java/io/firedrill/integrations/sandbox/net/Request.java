package io.firedrill.integrations.sandbox.net;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

import io.firedrill.integrations.support.Json;

/**
 * What a server of the estate is asked.
 *
 * @param query first value of each parameter of the address
 * @param variables parts of the path that the route left open
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared or hashed.
public record Request(
        String method,
        String path,
        Map<String, String> query,
        @Nullable String authorization,
        byte[] body,
        Map<String, String> variables) {

    public String variable(String name) {
        var value = variables.get(name);
        if (value == null) throw new IllegalArgumentException("The route has no part {" + name + "}.");
        return value;
    }

    /** @throws Refusal when it is missing */
    public String required(String name) {
        var value = query.get(name);
        if (value == null || value.isBlank()) throw new Refusal(400, "missing", "Parameter '" + name + "' is missing.");
        return value;
    }

    /** @throws Refusal when the body does not fit */
    public <T> T body(Class<T> type) {
        try {
            return Json.read(body, type);
        } catch (JacksonException e) {
            throw new Refusal(400, "body", "The body is not a " + type.getSimpleName() + ": " + cause(e));
        }
    }

    /** The token of a bearer header. */
    public @Nullable String bearer() {
        return authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                ? authorization.substring(7).trim()
                : null;
    }

    Request with(Map<String, String> parts) {
        return new Request(method, path, query, authorization, body, parts);
    }

    private static String cause(JacksonException e) {
        // The full message quotes the body, which may hold a token.
        return e.getClass().getSimpleName();
    }
}
