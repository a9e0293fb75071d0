package io.firedrill.integrations.oauth;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import io.firedrill.integrations.support.Addresses;
import io.firedrill.integrations.support.Chain;
import io.firedrill.integrations.support.HttpCall;
import io.firedrill.integrations.support.HttpCalls;
import io.firedrill.integrations.support.Json;

/**
 * What a server publishes about itself: RFC 8414, or OpenID Connect discovery where that is not there. Remembered for
 * a while. Thread-safe; methods belong into a chain.
 */
final class Metadata {
    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final Set<Integer> NOT_THERE = Set.of(400, 401, 403, 404, 405, 406, 410);

    private final HttpCalls http;
    private final String issuer;
    private final InstantSource clock;
    private @Nullable Endpoints known;
    private Instant until = Instant.MIN;

    /**
     * @param revocation null when the server has none
     * @param introspection null when the server has none
     * @param basic whether clients may show their secret in a header; otherwise it goes into the form
     */
    record Endpoints(
            String token,
            @Nullable String revocation,
            @Nullable String introspection,
            boolean basic) {}

    Metadata(HttpCalls http, String issuer, InstantSource clock) {
        this.http = http;
        this.issuer = issuer;
        this.clock = clock;
    }

    synchronized Endpoints endpoints() {
        var before = known;
        if (before != null && clock.instant().isBefore(until)) return before;
        var endpoints = read();
        known = endpoints;
        until = clock.instant().plus(REMEMBERED);
        return endpoints;
    }

    private Endpoints read() {
        for (var address : addresses(issuer)) {
            var reply = Chain.value(http.ask(HttpCall.get(address).header("Accept", "application/json"), NOT_THERE));
            if (!reply.ok()) continue;
            return endpoints(json(reply.body(), address), address);
        }
        throw Chain.refusal(
                "metadata",
                "The server publishes no metadata for issuer '" + issuer + "'; asked were "
                        + String.join(" and ", addresses(issuer)) + ".");
    }

    /** RFC 8414 puts the well-known part before the issuer's path, OpenID Connect after it. */
    static List<String> addresses(String issuer) {
        var uri = URI.create(issuer);
        var path = uri.getRawPath() == null || uri.getRawPath().equals("/") ? "" : uri.getRawPath();
        var host = issuer.substring(
                0,
                issuer.length()
                        - (uri.getRawPath() == null ? 0 : uri.getRawPath().length()));
        var end = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return List.of(
                host + "/.well-known/oauth-authorization-server" + path,
                host + end + "/.well-known/openid-configuration");
    }

    private static JsonNode json(byte[] body, String address) {
        try {
            return Json.tree(body);
        } catch (JacksonException strange) {
            throw Chain.refusal("metadata", address + " answered with something that is not JSON.");
        }
    }

    private Endpoints endpoints(JsonNode told, String address) {
        var named = told.path("issuer").asString("");
        // A server that speaks for another issuer would be trusted with that one's tokens (RFC 8414 section 3.3).
        if (!issuer.equals(named))
            throw Chain.refusal(
                    "issuer",
                    "The metadata at " + address + " is of issuer '" + named + "' and not of '" + issuer
                            + "'. Write the issuer exactly as the server does.");
        var token = endpoint(told, "token_endpoint");
        if (token == null) throw Chain.refusal("metadata", "The metadata at " + address + " names no token endpoint.");
        return new Endpoints(
                token,
                endpoint(told, "revocation_endpoint"),
                endpoint(told, "introspection_endpoint"),
                basic(told.path("token_endpoint_auth_methods_supported")));
    }

    private static @Nullable String endpoint(JsonNode told, String name) {
        var address = told.path(name).asString("");
        if (address.isBlank()) return null;
        var problem = Addresses.problem(address);
        if (problem == null) return address;
        throw Chain.refusal("metadata", "The server's " + name + ": " + problem);
    }

    /** The default where nothing is said is the header. */
    private static boolean basic(JsonNode methods) {
        if (methods.isMissingNode() || methods.isEmpty()) return true;
        var post = false;
        for (var method : methods) {
            if ("client_secret_basic".equals(method.asString(""))) return true;
            if ("client_secret_post".equals(method.asString(""))) post = true;
        }
        return !post;
    }
}
