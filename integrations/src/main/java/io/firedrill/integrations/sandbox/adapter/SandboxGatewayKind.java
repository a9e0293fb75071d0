package io.firedrill.integrations.sandbox.adapter;

import java.time.InstantSource;
import java.util.Set;

import io.firedrill.engine.port.Binding;
import io.firedrill.engine.port.Gateway;
import io.firedrill.engine.port.SystemKind;

/** The sandbox's gateway as {@code kind: sandbox-gateway}. */
public final class SandboxGatewayKind implements SystemKind<Gateway> {
    static final String ADMIN_ENDPOINT = "admin";
    static final String NODES = "nodes";
    static final String CA = "ca";
    static final String ROUTES = "routes";

    private final InstantSource clock;

    public SandboxGatewayKind(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "sandbox-gateway";
    }

    @Override
    public Class<Gateway> port() {
        return Gateway.class;
    }

    @Override
    public Set<String> settings() {
        return Set.of(ADMIN_ENDPOINT, NODES, CA, ROUTES);
    }

    @Override
    public Set<String> required() {
        return Set.of(ADMIN_ENDPOINT, NODES, CA);
    }

    @Override
    public Set<String> secrets() {
        return Set.of(AdminClient.ADMIN);
    }

    @Override
    public Gateway connect(Binding binding) {
        return new SandboxGatewayClient(binding, clock);
    }
}
