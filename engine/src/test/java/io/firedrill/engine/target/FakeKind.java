package io.firedrill.engine.target;

import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import io.firedrill.engine.port.Binding;
import io.firedrill.engine.port.SystemKind;

/** A kind with one required setting, one optional and one secret. */
final class FakeKind<T> implements SystemKind<T> {
    final AtomicInteger connects = new AtomicInteger();

    private final String name;
    private final Class<T> port;
    private final Function<Binding, T> connect;

    FakeKind(String name, Class<T> port, Function<Binding, T> connect) {
        this.name = name;
        this.port = port;
        this.connect = connect;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Class<T> port() {
        return port;
    }

    @Override
    public Set<String> settings() {
        return Set.of("endpoint", "realm");
    }

    @Override
    public Set<String> required() {
        return Set.of("endpoint");
    }

    @Override
    public Set<String> secrets() {
        return Set.of("admin");
    }

    @Override
    public T connect(Binding binding) {
        connects.incrementAndGet();
        return connect.apply(binding);
    }
}
