package io.firedrill.integrations.sandbox.adapter;

import java.util.Set;

import io.firedrill.engine.port.Binding;
import io.firedrill.engine.port.Messenger;
import io.firedrill.engine.port.SystemKind;

/** The sandbox's chat as {@code kind: sandbox-chat}. */
public final class SandboxChatKind implements SystemKind<Messenger> {
    static final String ENDPOINT = "endpoint";

    @Override
    public String name() {
        return "sandbox-chat";
    }

    @Override
    public Class<Messenger> port() {
        return Messenger.class;
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
    public Messenger connect(Binding binding) {
        return new SandboxMessenger(binding);
    }
}
