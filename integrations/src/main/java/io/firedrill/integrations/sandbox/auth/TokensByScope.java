package io.firedrill.integrations.sandbox.auth;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

/** Opaque access tokens for the orders API, JWTs for all else; the library decides by client only. */
final class TokensByScope implements OAuth2TokenGenerator<OAuth2Token> {
    private final OAuth2TokenGenerator<? extends OAuth2Token> tokens;
    private final Map<String, RegisteredClient> opaque = new ConcurrentHashMap<>();

    TokensByScope(OAuth2TokenGenerator<? extends OAuth2Token> tokens) {
        this.tokens = tokens;
    }

    @Override
    public @Nullable OAuth2Token generate(OAuth2TokenContext context) {
        var orders = OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())
                && context.getAuthorizedScopes().contains(ClientIds.ORDERS);
        return tokens.generate(orders ? new Opaque(context, opaque(context.getRegisteredClient())) : context);
    }

    private RegisteredClient opaque(RegisteredClient client) {
        return opaque.computeIfAbsent(client.getId(), id -> withOpaqueTokens(client));
    }

    private static RegisteredClient withOpaqueTokens(RegisteredClient client) {
        return RegisteredClient.from(client)
                .tokenSettings(
                        TokenSettings.withSettings(client.getTokenSettings().getSettings())
                                .accessTokenFormat(OAuth2TokenFormat.REFERENCE)
                                .build())
                .build();
    }

    /** The same context with another client in it. */
    private record Opaque(OAuth2TokenContext context, RegisteredClient client) implements OAuth2TokenContext {
        @Override
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"
        }) // The interface ties the value's type to the key's by promise only.
        public <V> @Nullable V get(Object key) {
            return RegisteredClient.class.equals(key) ? (V) client : context.get(key);
        }

        @Override
        public boolean hasKey(Object key) {
            return context.hasKey(key);
        }
    }
}
