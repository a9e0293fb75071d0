package io.firedrill.integrations.http;

import java.time.InstantSource;
import java.util.Set;

import io.firedrill.engine.port.Binding;
import io.firedrill.engine.port.Gateway;
import io.firedrill.engine.port.SystemKind;

/** Resource servers of any make as {@code kind: http}: probed with a token each, and nothing more. */
public final class HttpGatewayKind implements SystemKind<Gateway> {
    static final String POINTS = "points";
    static final String CA = "ca";

    private final InstantSource clock;

    public HttpGatewayKind(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "http";
    }

    @Override
    public Class<Gateway> port() {
        return Gateway.class;
    }

    @Override
    public Set<String> settings() {
        return Set.of(POINTS, CA);
    }

    @Override
    public Set<String> required() {
        return Set.of(POINTS);
    }

    @Override
    public Set<String> secrets() {
        return Set.of();
    }

    @Override
    public Gateway connect(Binding binding) {
        return new HttpGateway(binding, clock);
    }
}
