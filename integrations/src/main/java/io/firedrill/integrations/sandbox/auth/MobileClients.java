package io.firedrill.integrations.sandbox.auth;

import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Lets public clients, which have no secret, refresh and revoke their own tokens by client id. The code exchange stays
 * with the library, which demands the PKCE verifier there.
 */
final class MobileClients implements AuthenticationConverter, AuthenticationProvider {
    private final RegisteredClientRepository clients;

    MobileClients(RegisteredClientRepository clients) {
        this.clients = clients;
    }

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        if (request.getHeader(HttpHeaders.AUTHORIZATION) != null) return null;
        if (request.getParameter(OAuth2ParameterNames.CLIENT_SECRET) != null) return null;
        if (request.getParameter(OAuth2ParameterNames.CLIENT_ASSERTION) != null) return null;
        var ids = request.getParameterValues(OAuth2ParameterNames.CLIENT_ID);
        if (ids == null || ids.length != 1 || ids[0].isBlank()) return null;
        var refreshes = AuthorizationGrantType.REFRESH_TOKEN
                .getValue()
                .equals(request.getParameter(OAuth2ParameterNames.GRANT_TYPE));
        var revokes = request.getRequestURI().endsWith("/oauth2/revoke");
        return refreshes || revokes ? new MobileClient(ids[0]) : null;
    }

    @Override
    public @Nullable Authentication authenticate(Authentication authentication) {
        if (!(authentication instanceof MobileClient mobile)) return null;
        var client = clients.findByClientId(String.valueOf(mobile.getPrincipal()));
        if (client == null || !client.getClientAuthenticationMethods().contains(ClientAuthenticationMethod.NONE))
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
        return new MobileClient(client);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return MobileClient.class.isAssignableFrom(authentication);
    }

    private static final class MobileClient extends OAuth2ClientAuthenticationToken {
        MobileClient(String id) {
            super(id, ClientAuthenticationMethod.NONE, null, Map.of());
        }

        MobileClient(RegisteredClient client) {
            super(client, ClientAuthenticationMethod.NONE, null);
        }
    }
}
