package io.firedrill.integrations.sandbox.adapter;

import java.util.Set;

import io.firedrill.engine.port.AppFleet;
import io.firedrill.engine.port.Binding;
import io.firedrill.engine.port.SystemKind;

/** The sandbox's fleet of apps as {@code kind: sandbox-fleet}. */
public final class SandboxFleetKind implements SystemKind<AppFleet> {
    static final String ENDPOINT = "endpoint";

    @Override
    public String name() {
        return "sandbox-fleet";
    }

    @Override
    public Class<AppFleet> port() {
        return AppFleet.class;
    }

    @Override
    public Set<String> settings() {
        return Set.of(ENDPOINT);
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
    public AppFleet connect(Binding binding) {
        return new SandboxFleetClient(binding);
    }
}
