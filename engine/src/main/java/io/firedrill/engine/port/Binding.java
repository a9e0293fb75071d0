package io.firedrill.engine.port;

import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * How to reach one system of one target in one mode.
 *
 * @param system the system's name in the target, for error texts
 * @param settings endpoint addresses and the like; no secrets
 * @param credential resolves a named secret at the moment of use; throws when it is not to be had
 */
public record Binding(String system, Map<String, String> settings, Function<String, Secret> credential) {
    public Binding {
        settings = Map.copyOf(settings);
    }

    public @Nullable String setting(String name) {
        return settings.get(name);
    }

    public String required(String name) {
        var value = settings.get(name);
        if (value == null) throw new IllegalArgumentException("System '" + system + "' has no setting '" + name + "'.");
        return value;
    }
}
