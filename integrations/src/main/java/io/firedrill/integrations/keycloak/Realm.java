package io.firedrill.integrations.keycloak;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.firedrill.engine.port.Answer;
import io.firedrill.engine.port.Binding;
import io.firedrill.engine.port.Secret;
import io.firedrill.integrations.support.Addresses;
import io.firedrill.integrations.support.Basic;
import io.firedrill.integrations.support.Chain;
import io.firedrill.integrations.support.HttpCall;
import io.firedrill.integrations.support.HttpCall.Effect;
import io.firedrill.integrations.support.HttpCalls;
import io.firedrill.integrations.support.HttpLimits;
import io.firedrill.integrations.support.HttpReply;
import io.firedrill.integrations.support.Json;
import io.firedrill.integrations.support.JwtClaims;

/**
 * Calls to one realm: to its admin API with a short-lived token of the service account, and to its OAuth2 endpoints.
 * The admin token is renewed before it is over and when the realm has stopped taking it, as after a logout of all.
 * Methods that return a plain value belong into a {@link Chain}. Thread-safe.
 */
final class Realm {
    private static final Set<Integer> STALE = Set.of(401);
    private static final Duration EARLY = Duration.ofSeconds(10);

    private final HttpCalls http;
    private final Binding binding;
    private final String admin;
    private final String oauth;
    private final String issuer;
    private final String client;
    private @Nullable AdminToken token;

    /** @param until by this machine's nano clock */
    private record AdminToken(String value, long issuedAt, long until) {
        boolean soonOver() {
            return until - System.nanoTime() < 0;
        }
    }

    Realm(Binding binding) {
        var endpoint = Addresses.required(binding, KeycloakKind.ENDPOINT);
        var realm = HttpCall.encoded(binding.required(KeycloakKind.REALM));
        this.http = Addresses.calls(binding, KeycloakKind.CA, HttpLimits.USUAL);
        this.binding = binding;
        this.admin = endpoint + "/admin/realms/" + realm;
        this.issuer = endpoint + "/realms/" + realm;
        this.oauth = issuer + "/protocol/openid-connect";
        this.client = binding.required(KeycloakKind.CLIENT);
    }

    /** Firedrill's own client id. */
    String client() {
        return client;
    }

    String issuer() {
        return issuer;
    }

    /** A path below the realm in the admin API. */
    String at(String path) {
        return admin + path;
    }

    JsonNode get(String path) {
        return tree(Chain.value(ask(HttpCall.get(at(path)), Set.of())));
    }

    /** Null for 404. */
    @Nullable
    JsonNode find(String path) {
        var reply = Chain.value(ask(HttpCall.get(at(path)), Set.of(404)));
        return reply.ok() ? tree(reply) : null;
    }

    Answer<HttpReply> post(String path, Object body, Set<Integer> answers) {
        return ask(HttpCall.json("POST", at(path), body, Effect.REPEATABLE), answers);
    }

    Answer<HttpReply> put(String path, Object body) {
        return ask(HttpCall.json("PUT", at(path), body, Effect.REPEATABLE), Set.of());
    }

    /** Whether something was there to delete. */
    Answer<Boolean> delete(String path) {
        return ask(HttpCall.delete(at(path)), Set.of(404)).map(HttpReply::ok);
    }

    private Answer<HttpReply> ask(HttpCall call, Set<Integer> answers) {
        var taken = new java.util.HashSet<>(answers);
        taken.addAll(STALE);
        var first = authorized(call, taken);
        if (!(first instanceof Answer.Done<HttpReply> done) || done.value().status() != 401) return first;
        forget();
        return authorized(call, answers);
    }

    private Answer<HttpReply> authorized(HttpCall call, Set<Integer> answers) {
        var current = current();
        if (!(current instanceof Answer.Done<AdminToken> done)) return current.map(Realm::reply);
        return http.ask(call.bearer(done.value().value()), answers);
    }

    private synchronized Answer<AdminToken> current() {
        var known = token;
        if (known != null && !known.soonOver()) return Answer.done(known);
        var fetched = fetch();
        if (fetched instanceof Answer.Done<AdminToken> done) token = done.value();
        return fetched;
    }

    private synchronized void forget() {
        token = null;
    }

    private Answer<AdminToken> fetch() {
        var asked = System.nanoTime();
        return grant(Map.of("grant_type", "client_credentials"), Effect.REPEATABLE)
                .map(reply -> {
                    var told = tree(reply);
                    var value = told.path("access_token").asString();
                    var claims = JwtClaims.of(value);
                    var life = Duration.ofSeconds(told.path("expires_in").asLong());
                    var early = EARLY.compareTo(life.dividedBy(4)) < 0 ? EARLY : life.dividedBy(4);
                    return new AdminToken(
                            value,
                            claims == null ? 0 : claims.seconds("iat"),
                            asked + life.minus(early).toNanos());
                });
    }

    /** The server's clock in whole seconds, as it writes it into tokens. */
    Answer<Long> now() {
        forget();
        return current().map(AdminToken::issuedAt);
    }

    /** Roles of the service account for administering this realm, by its own token. */
    Answer<Set<String>> roles() {
        return current().map(held -> {
            var claims = JwtClaims.of(held.value());
            return claims == null ? Set.of() : claims.texts("resource_access", "realm-management", "roles");
        });
    }

    /** A call to the token endpoint as Firedrill's own client. */
    Answer<HttpReply> grant(Map<String, String> form, Effect effect) {
        return http.ask(authenticated(HttpCall.form(oauth + "/token", form, effect)));
    }

    /** A call to the token endpoint as some other client, which the form names. */
    Answer<HttpReply> grantTo(Map<String, String> form, Effect effect) {
        return http.ask(HttpCall.form(oauth + "/token", form, effect));
    }

    /** What introspection says as Firedrill's own client. */
    Answer<Boolean> introspect(Secret token) {
        var call = HttpCall.form(oauth + "/token/introspect", Map.of("token", token.reveal()), Effect.READS);
        return http.ask(authenticated(call))
                .map(reply -> tree(reply).path("active").asBoolean(false));
    }

    private HttpCall authenticated(HttpCall call) {
        return Basic.login(call, client, binding.credential().apply(KeycloakKind.CLIENT_SECRET));
    }

    static JsonNode tree(HttpReply reply) {
        return Json.tree(reply.body());
    }

    private static HttpReply reply(AdminToken token) {
        throw new IllegalStateException("Only what is done has a value.");
    }
}
