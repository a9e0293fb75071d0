package io.firedrill.engine.target;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.firedrill.engine.secret.SecretReference;

/**
 * One target file, checked.
 *
 * @param builtIn whether it came with an adapter and not from the data folder
 * @param drillCanaries null when the target has none
 * @param realCanaries null when the target has none
 */
record TargetDefinition(
        String name,
        String title,
        String service,
        String origin,
        boolean builtIn,
        Map<String, SystemDefinition> systems,
        Map<String, Channel> channels,
        TargetSystems.@Nullable Canaries drillCanaries,
        TargetSystems.@Nullable Canaries realCanaries) {

    record SystemDefinition(
            String kind, BindingDefinition drill, @Nullable BindingDefinition real) {}

    record BindingDefinition(Map<String, String> settings, Map<String, SecretReference> secrets) {}

    record Channel(String drill, @Nullable String real) {}

    boolean hasReal() {
        return systems.values().stream().allMatch(system -> system.real() != null);
    }

    Targets.Target view() {
        var views = new LinkedHashMap<String, Targets.SystemView>();
        systems.forEach((system, definition) -> {
            var real = definition.real();
            views.put(
                    system,
                    new Targets.SystemView(
                            definition.kind(), definition.drill().settings(), real == null ? null : real.settings()));
        });
        return new Targets.Target(name, title, service, origin, views, hasReal());
    }
}
