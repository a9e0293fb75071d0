package io.firedrill.integrations.sandbox.auth;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenClaimsContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;

/** What the estate's tokens say beside the standard claims. */
final class TokenClaims {
    private static final String ROLE = "ROLE_";

    private final InstantSource clock;

    TokenClaims(InstantSource clock) {
        this.clock = clock;
    }

    void jwt(JwtEncodingContext context) {
        if (OidcParameterNames.ID_TOKEN.equals(context.getTokenType().getValue())) {
            Authentication person = context.getPrincipal();
            if (person == null) return;
            var roles = person.getAuthorities().stream()
                    .map(granted -> String.valueOf(granted.getAuthority()))
                    .filter(name -> name.startsWith(ROLE))
                    .map(name -> name.substring(ROLE.length()).toLowerCase(Locale.ROOT))
                    .toList();
            context.getClaims().claim("roles", roles);
        } else if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
            context.getClaims().claims(claims -> claims.putAll(bonds(context)));
        }
    }

    void opaque(OAuth2TokenClaimsContext context) {
        context.getClaims().claims(claims -> claims.putAll(bonds(context)));
    }

    private Map<String, Object> bonds(OAuth2TokenContext context) {
        var claims = new LinkedHashMap<String, Object>();
        claims.put("client_id", context.getRegisteredClient().getClientId());
        // The standard's iat is in whole seconds: too coarse to tell a sign-in from one just before it.
        claims.put("iat_ms", clock.millis());
        var session = Grants.session(context.getPrincipal());
        if (session != null) claims.put("sid", session);
        var device = Grants.device(context.getAuthorization());
        if (device != null) claims.put("device", device);
        return claims;
    }
}
