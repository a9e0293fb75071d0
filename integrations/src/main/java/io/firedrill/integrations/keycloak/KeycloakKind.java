package io.firedrill.integrations.keycloak;

import java.time.InstantSource;
import java.util.Set;

import io.firedrill.engine.port.AuthServer;
import io.firedrill.engine.port.Binding;
import io.firedrill.engine.port.SystemKind;

/** A realm of a Keycloak server as {@code kind: keycloak}. */
public final class KeycloakKind implements SystemKind<AuthServer> {
    static final String ENDPOINT = "endpoint";
    static final String REALM = "realm";
    static final String CLIENT = "client";
    static final String TOKEN_LIFE = "token-life";
    static final String OFFLINE = "offline-tokens";
    static final String CA = "ca";
    static final String CLIENT_SECRET = "client-secret";

    private final InstantSource clock;

    public KeycloakKind(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "keycloak";
    }

    @Override
    public Class<AuthServer> port() {
        return AuthServer.class;
    }

    @Override
    public Set<String> settings() {
        return Set.of(ENDPOINT, REALM, CLIENT, TOKEN_LIFE, OFFLINE, CA);
    }

    @Override
    public Set<String> required() {
        return Set.of(ENDPOINT, REALM, CLIENT);
    }

    @Override
    public Set<String> secrets() {
        return Set.of(CLIENT_SECRET);
    }

    @Override
    public AuthServer connect(Binding binding) {
        return new Keycloak(binding, clock);
    }
}
