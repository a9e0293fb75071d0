package io.firedrill.integrations.oauth;

import java.time.InstantSource;
import java.util.Set;

import io.firedrill.engine.port.AuthServer;
import io.firedrill.engine.port.Binding;
import io.firedrill.engine.port.SystemKind;

/** Any OAuth2 server as {@code kind: oauth2}, by its published metadata. */
public final class OAuth2Kind implements SystemKind<AuthServer> {
    static final String ISSUER = "issuer";
    static final String CLIENT = "client";
    static final String SCOPE = "scope";
    static final String TOKEN_LIFE = "token-life";
    static final String OPAQUE = "opaque-tokens";
    static final String CA = "ca";
    static final String CLIENT_SECRET = "client-secret";

    private final InstantSource clock;

    public OAuth2Kind(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "oauth2";
    }

    @Override
    public Class<AuthServer> port() {
        return AuthServer.class;
    }

    @Override
    public Set<String> settings() {
        return Set.of(ISSUER, CLIENT, SCOPE, TOKEN_LIFE, OPAQUE, CA);
    }

    @Override
    public Set<String> required() {
        return Set.of(ISSUER, CLIENT);
    }

    @Override
    public Set<String> secrets() {
        return Set.of(CLIENT_SECRET);
    }

    @Override
    public AuthServer connect(Binding binding) {
        return new OAuth2Server(binding, clock);
    }
}
