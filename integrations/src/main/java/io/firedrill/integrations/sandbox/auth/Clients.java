package io.firedrill.integrations.sandbox.auth;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** Registers the clients. */
final class Clients {
    private final AuthSettings settings;

    Clients(AuthSettings settings) {
        this.settings = settings;
    }

    List<RegisteredClient> all() {
        var all = new ArrayList<RegisteredClient>();
        ClientIds.APPS.forEach(id -> all.add(mobile(id)));
        ClientIds.CANARIES.forEach(id -> all.add(mobile(id)));
        all.add(web());
        all.add(asking(ClientIds.GATEWAY, settings.gatewaySecret()));
        all.add(asking(ClientIds.OPERATOR, settings.admin().reveal()));
        return all;
    }

    private RegisteredClient mobile(String id) {
        return RegisteredClient.withId(id)
                .clientId(id)
                .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                .redirectUri(ClientIds.APP_REDIRECT)
                .scope(ClientIds.ORDERS)
                .scope(ClientIds.PROFILE)
                .clientSettings(proved())
                .tokenSettings(tokens())
                .build();
    }

    private RegisteredClient web() {
        return RegisteredClient.withId(ClientIds.WEB)
                .clientId(ClientIds.WEB)
                .clientSecret("{noop}" + settings.webSecret())
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                .redirectUris(uris -> uris.addAll(settings.redirectUris()))
                .postLogoutRedirectUris(uris -> uris.addAll(settings.logoutUris()))
                .scope(OidcScopes.OPENID)
                .scope(OidcScopes.PROFILE)
                .clientSettings(proved())
                .tokenSettings(tokens())
                .build();
    }

    /** A client that gets no tokens itself and asks about others'. */
    private static RegisteredClient asking(String id, String secret) {
        return RegisteredClient.withId(id)
                .clientId(id)
                .clientSecret("{noop}" + secret)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .build();
    }

    private static ClientSettings proved() {
        return ClientSettings.builder()
                .requireProofKey(true)
                .requireAuthorizationConsent(false)
                .build();
    }

    private TokenSettings tokens() {
        return TokenSettings.builder()
                .accessTokenFormat(OAuth2TokenFormat.SELF_CONTAINED)
                .accessTokenTimeToLive(settings.accessTokenLife())
                .refreshTokenTimeToLive(Duration.ofHours(8))
                .reuseRefreshTokens(false)
                .build();
    }
}
