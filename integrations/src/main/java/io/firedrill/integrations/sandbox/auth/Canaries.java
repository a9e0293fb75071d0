package io.firedrill.integrations.sandbox.auth;

import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClaimAccessor;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContext;
import org.springframework.security.oauth2.server.authorization.token.DefaultOAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

import io.firedrill.integrations.sandbox.net.Refusal;

/**
 * Grants made on order, as if the person had signed in on that device: same generator, same claims, same store. One
 * live grant per key.
 */
final class Canaries {
    private final RegisteredClientRepository clients;
    private final OAuth2TokenGenerator<? extends OAuth2Token> tokens;
    private final Grants grants;
    private final Map<String, Canary> minted = new ConcurrentHashMap<>();

    /** @param grant id of the grant */
    private record Canary(String grant, String subject, String client) {}

    record Order(String key, String subject, String client, String device, String form) {}

    record Minted(
            String subject,
            String client,
            String device,
            String session,
            String form,
            String accessToken,
            String refreshToken,
            Instant expiresAt) {
        @Override
        public String toString() {
            return "Minted[subject=" + subject + ", client=" + client + "]";
        }
    }

    record Listed(String key, String subject, String client, boolean live) {}

    Canaries(RegisteredClientRepository clients, OAuth2TokenGenerator<? extends OAuth2Token> tokens, Grants grants) {
        this.clients = clients;
        this.tokens = tokens;
        this.grants = grants;
    }

    synchronized Minted mint(Order order, AuthorizationServerContext server) {
        var client = clients.findByClientId(order.client());
        if (client == null || !client.getClientAuthenticationMethods().contains(ClientAuthenticationMethod.NONE))
            throw new Refusal(422, "client", "No app has the client id '" + order.client() + "'.");
        if (order.subject().isBlank() || order.device().isBlank())
            throw new Refusal(422, "subject", "A canary needs a subject and a device.");
        retire(order.key());
        var signIn = new SignIn("s-" + UUID.randomUUID());
        var who = UsernamePasswordAuthenticationToken.authenticated(order.subject(), null, List.of());
        who.setDetails(signIn);
        var scopes = Set.of(order.form().equals("JWT") ? ClientIds.PROFILE : ClientIds.ORDERS);
        var draft = draft(order, client, who, scopes);
        var access = token(OAuth2TokenType.ACCESS_TOKEN, draft, client, who, server);
        var refresh = token(OAuth2TokenType.REFRESH_TOKEN, draft, client, who, server);
        grants.save(granted(draft, scopes, access, refresh));
        minted.put(order.key(), new Canary(draft.getId(), order.subject(), order.client()));
        return new Minted(
                order.subject(),
                order.client(),
                order.device(),
                signIn.session(),
                order.form(),
                access.getTokenValue(),
                refresh.getTokenValue(),
                instant(access.getExpiresAt()));
    }

    /** How many usable grants ended. */
    synchronized int retire(String key) {
        var canary = minted.remove(key);
        return canary == null ? 0 : grants.end(List.of(canary.grant()));
    }

    synchronized void retireAll() {
        List.copyOf(minted.keySet()).forEach(this::retire);
    }

    List<Listed> list() {
        return new TreeMap<>(minted)
                .entrySet().stream()
                        .map(entry -> new Listed(
                                entry.getKey(),
                                entry.getValue().subject(),
                                entry.getValue().client(),
                                grants.findById(entry.getValue().grant()) != null))
                        .toList();
    }

    private static OAuth2Authorization draft(
            Order order, RegisteredClient client, Authentication who, Set<String> scopes) {
        var request = OAuth2AuthorizationRequest.authorizationCode()
                .clientId(order.client())
                .authorizationUri("/oauth2/authorize")
                .redirectUri(ClientIds.APP_REDIRECT)
                .scopes(scopes)
                .additionalParameters(Map.of(Grants.DEVICE_PARAMETER, order.device()))
                .build();
        return OAuth2Authorization.withRegisteredClient(client)
                .principalName(order.subject())
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizedScopes(scopes)
                .attribute(Principal.class.getName(), who)
                .attribute(OAuth2AuthorizationRequest.class.getName(), request)
                .build();
    }

    private OAuth2Token token(
            OAuth2TokenType type,
            OAuth2Authorization draft,
            RegisteredClient client,
            Authentication who,
            AuthorizationServerContext server) {
        var token = tokens.generate(DefaultOAuth2TokenContext.builder()
                .registeredClient(client)
                .principal(who)
                .authorizationServerContext(server)
                .authorization(draft)
                .authorizedScopes(draft.getAuthorizedScopes())
                .tokenType(type)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizationGrant(new OAuth2ClientAuthenticationToken(client, ClientAuthenticationMethod.NONE, null))
                .build());
        if (token == null) throw new IllegalStateException("No generator makes " + type.getValue() + "s.");
        return token;
    }

    private static OAuth2Authorization granted(
            OAuth2Authorization draft, Set<String> scopes, OAuth2Token access, OAuth2Token refresh) {
        var bearer = new OAuth2AccessToken(
                OAuth2AccessToken.TokenType.BEARER,
                access.getTokenValue(),
                access.getIssuedAt(),
                access.getExpiresAt(),
                scopes);
        var rotating = new OAuth2RefreshToken(
                refresh.getTokenValue(), instant(refresh.getIssuedAt()), instant(refresh.getExpiresAt()));
        // Introspection tells what is kept here.
        Map<String, Object> claims = access instanceof ClaimAccessor told ? told.getClaims() : Map.of();
        return OAuth2Authorization.from(draft)
                .token(bearer, metadata -> {
                    metadata.put(OAuth2Authorization.Token.CLAIMS_METADATA_NAME, claims);
                    metadata.put(OAuth2Authorization.Token.INVALIDATED_METADATA_NAME, false);
                })
                .refreshToken(rotating)
                .build();
    }

    private static Instant instant(@Nullable Instant instant) {
        if (instant == null) throw new IllegalStateException("A token of the sandbox has no times.");
        return instant;
    }
}
