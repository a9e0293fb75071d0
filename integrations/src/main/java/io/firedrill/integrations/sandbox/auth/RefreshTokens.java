package io.firedrill.integrations.sandbox.auth;

import java.time.InstantSource;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

import io.firedrill.integrations.sandbox.net.Randoms;

/** Refresh tokens for public clients too, as mobile apps get them; the library's own generator gives them none. */
final class RefreshTokens implements OAuth2TokenGenerator<OAuth2RefreshToken> {
    private final InstantSource clock;

    RefreshTokens(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public @Nullable OAuth2RefreshToken generate(OAuth2TokenContext context) {
        if (!OAuth2TokenType.REFRESH_TOKEN.equals(context.getTokenType())) return null;
        var now = clock.instant();
        var life = context.getRegisteredClient().getTokenSettings().getRefreshTokenTimeToLive();
        return new OAuth2RefreshToken(Randoms.text(48), now, now.plus(life));
    }
}
