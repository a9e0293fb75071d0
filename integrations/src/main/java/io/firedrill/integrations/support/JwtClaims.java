package io.firedrill.integrations.support;

import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What a JWT says of itself. Nothing is verified: good for routing a question, never for trust. */
public final class JwtClaims {
    private final JsonNode claims;

    private JwtClaims(JsonNode claims) {
        this.claims = claims;
    }

    /** Null when the token is no JWT. */
    public static @Nullable JwtClaims of(String token) {
        var parts = token.split("\\.", -1);
        if (parts.length != 3) return null;
        try {
            var claims = Json.tree(Base64.getUrlDecoder().decode(parts[1]));
            return claims.isObject() ? new JwtClaims(claims) : null;
        } catch (IllegalArgumentException | JacksonException notOne) {
            return null;
        }
    }

    public @Nullable String text(String name) {
        var value = claims.get(name);
        return value != null && value.isString() ? value.stringValue() : null;
    }

    /** Seconds since 1970, or zero. */
    public long seconds(String name) {
        return claims.path(name).asLong(0);
    }

    /** The client it was issued to, as far as it says. */
    public @Nullable String client() {
        var client = text("client_id");
        return client == null ? text("azp") : client;
    }

    public Set<String> audience() {
        var audience = new LinkedHashSet<String>();
        var value = claims.path("aud");
        if (value.isString()) audience.add(value.stringValue());
        else for (var one : value) if (one.isString()) audience.add(one.stringValue());
        return audience;
    }

    /** The texts below a path of objects that ends in an array; empty when there is none. */
    public Set<String> texts(String... path) {
        var node = claims;
        for (var name : path) node = node.path(name);
        var texts = new LinkedHashSet<String>();
        for (var one : node) if (one.isString()) texts.add(one.stringValue());
        return texts;
    }

    /** No claim is shown: they name people. */
    @Override
    public String toString() {
        return "JwtClaims[]";
    }
}
