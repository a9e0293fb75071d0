package io.firedrill.integrations.sandbox.gateway;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.firedrill.engine.port.Answer;
import io.firedrill.integrations.support.HttpCall;
import io.firedrill.integrations.support.HttpCalls;
import io.firedrill.integrations.support.HttpReply;
import io.firedrill.integrations.support.Json;

/** Opaque tokens by RFC 7662, each answer kept for a while: until then a revoked token passes. */
final class IntrospectedTokens implements TokenCheck {
    private static final int LIMIT = 50_000;

    private final HttpCalls http;
    private final String endpoint;
    private final String authorization;
    private final Duration kept;
    private final BooleanSupplier stuck;
    private final Map<String, Cached> cache = new ConcurrentHashMap<>();

    /** @param facts null when the server called the token dead */
    private record Cached(@Nullable TokenFacts facts, Instant until, Instant deadFrom) {}

    IntrospectedTokens(
            HttpCalls http, String authServer, String client, String secret, Duration kept, BooleanSupplier stuck) {
        this.http = http;
        this.endpoint = authServer + "/oauth2/introspect";
        var pair = (client + ":" + secret).getBytes(StandardCharsets.UTF_8);
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(pair);
        this.kept = kept;
        this.stuck = stuck;
    }

    @Override
    public Check check(String token, String hash, Instant now) {
        // This route's API takes opaque tokens only.
        if (token.indexOf('.') >= 0) return new Check.Invalid("form", now);
        var known = cache.get(hash);
        if (known != null && (now.isBefore(known.until()) || stuck.getAsBoolean())) return verdict(known, now);
        var answer = http.ask(HttpCall.form(endpoint, Map.of("token", token), HttpCall.Effect.READS)
                .header("Authorization", authorization));
        if (!(answer instanceof Answer.Done<HttpReply> done))
            return new Check.Unknown("The auth server gave no answer about the token.");
        var fresh = cached(Json.tree(done.value().body()), hash, known, now);
        if (cache.size() >= LIMIT) cache.values().removeIf(old -> !now.isBefore(old.until()));
        cache.put(hash, fresh);
        return verdict(fresh, now);
    }

    @Override
    public void forget() {
        cache.clear();
    }

    private Cached cached(JsonNode told, String hash, @Nullable Cached before, Instant now) {
        var until = now.plus(kept);
        if (!told.path("active").asBoolean(false)) {
            // The earlier answer ran out before this request came: from then on this node refused.
            var from = before == null ? now : before.facts() == null ? before.deadFrom() : before.until();
            return new Cached(null, until, from.isAfter(now) ? now : from);
        }
        var issued = told.has("iat_ms")
                ? Instant.ofEpochMilli(told.get("iat_ms").asLong())
                : Instant.ofEpochSecond(told.path("iat").asLong());
        var expires = Instant.ofEpochSecond(told.path("exp").asLong());
        return new Cached(TokenFacts.of(hash, name -> text(told, name), issued, expires), until, until);
    }

    private static Check verdict(Cached known, Instant now) {
        var facts = known.facts();
        if (facts == null) return new Check.Invalid("introspection", known.deadFrom());
        if (!now.isBefore(facts.expiresAt())) return new Check.Invalid("expired", facts.expiresAt());
        return new Check.Valid(facts);
    }

    private static @Nullable String text(JsonNode json, String name) {
        var value = json.get(name);
        return value != null && value.isString() ? value.stringValue() : null;
    }
}
