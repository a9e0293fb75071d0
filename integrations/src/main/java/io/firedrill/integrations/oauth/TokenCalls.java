package io.firedrill.integrations.oauth;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import io.firedrill.engine.port.Answer;
import io.firedrill.engine.port.Binding;
import io.firedrill.engine.port.Secret;
import io.firedrill.integrations.support.Basic;
import io.firedrill.integrations.support.Chain;
import io.firedrill.integrations.support.HttpCall;
import io.firedrill.integrations.support.HttpCall.Effect;
import io.firedrill.integrations.support.HttpCalls;
import io.firedrill.integrations.support.HttpReply;
import io.firedrill.integrations.support.Json;
import io.firedrill.integrations.support.JwtClaims;

/** The three endpoints of the standards, as the target's own client or as a public one. Methods belong into a chain. */
final class TokenCalls {
    private final HttpCalls http;
    private final Metadata metadata;
    private final Binding binding;
    private final String client;

    TokenCalls(HttpCalls http, Metadata metadata, Binding binding) {
        this.http = http;
        this.metadata = metadata;
        this.binding = binding;
        this.client = binding.required(OAuth2Kind.CLIENT);
    }

    String client() {
        return client;
    }

    JsonNode token(Map<String, String> form, String forClient, Effect effect) {
        return json(Chain.value(http.ask(call(metadata.endpoints().token(), form, forClient, effect))));
    }

    /** RFC 7662; the reply says {@code active} and, when it is, more. */
    JsonNode introspect(Secret token) {
        var endpoint = metadata.endpoints().introspection();
        if (endpoint == null)
            throw Chain.refusal("introspection", "The server has no introspection endpoint (RFC 7662).");
        return json(Chain.value(http.ask(call(endpoint, Map.of("token", token.reveal()), client, Effect.READS))));
    }

    /** RFC 7009; {@code Done} says only that the server has taken the order. */
    Answer<HttpReply> revoke(Secret token, String forClient) {
        var endpoint = metadata.endpoints().revocation();
        if (endpoint == null) return Answer.refused("revocation", "The server has no revocation endpoint (RFC 7009).");
        return http.ask(call(endpoint, Map.of("token", token.reveal()), forClient, Effect.REPEATABLE));
    }

    /** Whose token it is, by what the server says and else by what the token says; the own client when neither does. */
    String owner(Secret token, @Nullable JsonNode introspected) {
        var told = introspected == null ? "" : introspected.path("client_id").asString("");
        if (!told.isBlank()) return told;
        var claims = JwtClaims.of(token.reveal());
        var named = claims == null ? null : claims.client();
        return named == null ? client : named;
    }

    private HttpCall call(String endpoint, Map<String, String> form, String forClient, Effect effect) {
        var all = new LinkedHashMap<>(form);
        if (!forClient.equals(client)) {
            // A public client shows its id and nothing else; of a confidential one only its owner has the secret.
            all.put("client_id", forClient);
            return HttpCall.form(endpoint, all, effect);
        }
        var secret = binding.credential().apply(OAuth2Kind.CLIENT_SECRET);
        if (metadata.endpoints().basic()) return Basic.login(HttpCall.form(endpoint, all, effect), client, secret);
        all.put("client_id", client);
        all.put("client_secret", secret.reveal());
        return HttpCall.form(endpoint, all, effect);
    }

    private static JsonNode json(HttpReply reply) {
        try {
            return Json.tree(reply.body());
        } catch (JacksonException strange) {
            return Chain.value(Answer.unsure("The server answered with something that is not JSON."));
        }
    }
}
