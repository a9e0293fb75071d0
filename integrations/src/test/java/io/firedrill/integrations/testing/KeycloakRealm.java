package io.firedrill.integrations.testing;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import io.firedrill.engine.port.Answer;
import io.firedrill.engine.port.Binding;
import io.firedrill.engine.port.Secret;
import io.firedrill.integrations.support.HttpCall;
import io.firedrill.integrations.support.HttpCall.Effect;
import io.firedrill.integrations.support.HttpReply;
import io.firedrill.integrations.support.Json;

/** One realm: a service account for Firedrill, two public clients for canaries, and a door past every adapter. */
public final class KeycloakRealm {
    public static final String CLIENT = "firedrill";
    private static final Set<String> ROLES =
            Set.of("manage-users", "view-users", "manage-clients", "view-clients", "manage-realm", "view-realm");

    private final KeycloakServer server;
    private final String name;
    private final String secret = UUID.randomUUID().toString();

    /** What a sign-in gave. */
    public record Tokens(String access, String refresh) {}

    KeycloakRealm(KeycloakServer server, String name, Duration accessTokenLife) {
        this.server = server;
        this.name = name;
        admin("POST", null, Map.of("realm", name, "enabled", true, "accessTokenLifespan", accessTokenLife.toSeconds()));
        addConfidentialClient(CLIENT, secret, List.of());
        grantRoles(CLIENT, ROLES);
        addPublicClient("drill-app", List.of(CLIENT));
        addPublicClient("drill-control-app", List.of(CLIENT));
    }

    public String name() {
        return name;
    }

    public String issuer() {
        return server.endpoint() + "/realms/" + name;
    }

    public String secret() {
        return secret;
    }

    /** As a target file binds it. */
    public Binding binding(Map<String, String> more) {
        var settings = new LinkedHashMap<>(
                Map.of("endpoint", server.endpoint(), "realm", name, "client", CLIENT, "token-life", "PT5M"));
        settings.putAll(more);
        return new Binding("auth-server", settings, wanted -> Secret.of(secret));
    }

    /** With another client of this realm. */
    public Binding bindingAs(String client, String clientSecret, Map<String, String> more) {
        var settings = new LinkedHashMap<>(binding(more).settings());
        settings.put("client", client);
        return new Binding("auth-server", settings, wanted -> Secret.of(clientSecret));
    }

    /** Takes sign-ins by password; its tokens are for the clients named. */
    public void addPublicClient(String id, List<String> audience) {
        admin(
                "POST",
                "/clients",
                Map.of(
                        "clientId", id,
                        "publicClient", true,
                        "directAccessGrantsEnabled", true,
                        "standardFlowEnabled", false,
                        "protocolMappers", mappers(audience)));
    }

    /** Has a service account and takes sign-ins by password. */
    public void addConfidentialClient(String id, String secret, List<String> audience) {
        admin(
                "POST",
                "/clients",
                Map.of(
                        "clientId", id,
                        "secret", secret,
                        "publicClient", false,
                        "serviceAccountsEnabled", true,
                        "directAccessGrantsEnabled", true,
                        "standardFlowEnabled", false,
                        "protocolMappers", mappers(audience)));
    }

    private static List<Map<String, Object>> mappers(List<String> audience) {
        return audience.stream()
                .map(client -> Map.<String, Object>of(
                        "name",
                        "for-" + client,
                        "protocol",
                        "openid-connect",
                        "protocolMapper",
                        "oidc-audience-mapper",
                        "config",
                        Map.of(
                                "included.client.audience", client,
                                "access.token.claim", "true",
                                "introspection.token.claim", "true")))
                .toList();
    }

    public void grantRoles(String client, Set<String> wanted) {
        var account = admin("GET", "/clients/" + idOf(client) + "/service-account-user", null);
        var management = idOf("realm-management");
        var roles = new java.util.ArrayList<JsonNode>();
        for (var role : admin("GET", "/clients/" + management + "/roles", null))
            if (wanted.contains(role.path("name").asString())) roles.add(role);
        var user = account.path("id").asString();
        admin("POST", "/users/" + user + "/role-mappings/clients/" + management, roles);
    }

    public String idOf(String client) {
        return admin("GET", "/clients?clientId=" + client, null)
                .path(0)
                .path("id")
                .asString();
    }

    /** Somebody who was there before Firedrill. */
    public String addUser(String user, String password) {
        admin(
                "POST",
                "/users",
                Map.of(
                        "username",
                        user,
                        "enabled",
                        true,
                        "email",
                        user + "@example.org",
                        "firstName",
                        "Some",
                        "lastName",
                        "Body",
                        "credentials",
                        List.of(Map.of("type", "password", "value", password))));
        return admin("GET", "/users?exact=true&username=" + user, null)
                .path(0)
                .path("id")
                .asString();
    }

    public Tokens signIn(String client, String user, String password, boolean offline) {
        var told = done(token(Map.of(
                "grant_type", "password",
                "client_id", client,
                "username", user,
                "password", password,
                "scope", offline ? "openid offline_access" : "openid")));
        return new Tokens(
                told.path("access_token").asString(), told.path("refresh_token").asString());
    }

    /** An access token of the client's own account, without a session. */
    public String serviceToken(String client, String clientSecret) {
        return done(token(
                        Map.of("grant_type", "client_credentials", "client_id", client, "client_secret", clientSecret)))
                .path("access_token")
                .asString();
    }

    /** One more key to sign with, before all others. */
    public void addSigningKey(String name) {
        var config = Map.of(
                "priority", List.of("200"),
                "enabled", List.of("true"),
                "active", List.of("true"),
                "algorithm", List.of("RS256"));
        var id = admin("GET", "", null).path("id").asString();
        admin(
                "POST",
                "/components",
                Map.of(
                        "name", name,
                        "parentId", id,
                        "providerId", "rsa-generated",
                        "providerType", "org.keycloak.keys.KeyProvider",
                        "config", config));
    }

    /** Makes the signing keys among these passive ({@code active}) or disabled ({@code enabled}). */
    public void setSigningKeys(JsonNode components, String what) {
        for (var component : components) {
            if (!"rsa-generated".equals(component.path("providerId").asString(""))) continue;
            var id = component.path("id").asString();
            var changed = (ObjectNode) admin("GET", "/components/" + id, null);
            ((ObjectNode) changed.get("config")).putArray(what).add("false");
            admin("PUT", "/components/" + id, changed);
        }
    }

    public Answer<HttpReply> refresh(String client, String token) {
        return token(Map.of("grant_type", "refresh_token", "client_id", client, "refresh_token", token));
    }

    private Answer<HttpReply> token(Map<String, String> form) {
        return server.http().ask(HttpCall.form(issuer() + "/protocol/openid-connect/token", form, Effect.REPEATABLE));
    }

    /** The realm's admin API as its owner; {@code path} null is the collection of realms. */
    public JsonNode admin(String method, @Nullable String path, @Nullable Object body) {
        var url = server.endpoint() + "/admin/realms" + (path == null ? "" : "/" + name + path);
        var call = body == null
                ? new HttpCall(method, url, Map.of(), null, Effect.REPEATABLE)
                : HttpCall.json(method, url, body, Effect.REPEATABLE);
        return done(server.http().ask(call.bearer(server.root())));
    }

    private static JsonNode done(Answer<HttpReply> answer) {
        if (!(answer instanceof Answer.Done<HttpReply> done)) throw new AssertionError(String.valueOf(answer));
        var body = done.value().body();
        return Json.tree(body.length == 0 ? new byte[] {'{', '}'} : body);
    }
}
