package io.firedrill.integrations.sandbox.adapter;

import java.time.InstantSource;
import java.util.Set;

import io.firedrill.engine.port.AuthServer;
import io.firedrill.engine.port.Binding;
import io.firedrill.engine.port.SystemKind;

/** The sandbox's auth server as {@code kind: sandbox-auth}. */
public final class SandboxAuthKind implements SystemKind<AuthServer> {
    static final String ENDPOINT = "endpoint";
    static final String TOKEN_LIFE = "token-life";

    private final InstantSource clock;

    public SandboxAuthKind(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "sandbox-auth";
    }

    @Override
    public Class<AuthServer> port() {
        return AuthServer.class;
    }

    @Override
    public Set<String> settings() {
        return Set.of(ENDPOINT, TOKEN_LIFE);
    }

    @Override
    public Set<String> required() {
        return Set.of(ENDPOINT);
    }

    @Override
    public Set<String> secrets() {
        return Set.of(AdminClient.ADMIN);
    }

    @Override
    public AuthServer connect(Binding binding) {
        return new SandboxAuth(binding, clock);
    }
}
