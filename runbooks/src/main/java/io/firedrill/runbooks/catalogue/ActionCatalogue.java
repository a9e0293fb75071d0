package io.firedrill.runbooks.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.firedrill.runbooks.model.ActionSpec;
import io.firedrill.runbooks.model.MessageTemplate;

/**
 * Every action a runbook may call. Lint checks diagrams against it, the engine offers exactly these, and the modeler's
 * element templates are made from it.
 */
public final class ActionCatalogue {
    /** Input every action takes: the id of a step that must have reported itself ready before this one is begun. */
    public static final String WAITS_FOR = "waitsFor";

    private static final ActionCatalogue SHIPPED = new ActionCatalogue(ShippedActions.all());

    private final Map<String, ActionSpec> byTopic;
    private final List<ActionSpec> all;

    private ActionCatalogue(List<ActionSpec> all) {
        this.all = List.copyOf(all);
        this.byTopic = all.stream().collect(Collectors.toUnmodifiableMap(ActionSpec::topic, Function.identity()));
    }

    /** The actions of this release. */
    public static ActionCatalogue shipped() {
        return SHIPPED;
    }

    public Optional<ActionSpec> find(String topic) {
        return Optional.ofNullable(byTopic.get(topic));
    }

    /** In the order a run uses them. */
    public List<ActionSpec> all() {
        return all;
    }

    /** Measures the engine reports in every run, whatever actions it uses. */
    public Set<String> engineMeasures() {
        return Set.of("first-message");
    }

    /** Measures the engine can watch all the time, as stop conditions need; the others come once, from a step. */
    public Set<String> watchedMeasures() {
        return Set.of("failed-share");
    }

    /** Run variables the engine sets before the first step, with the values they can have; empty for any value. */
    public Map<String, List<String>> engineVariables() {
        return Map.of(
                "mode", List.of("drill", "real"),
                "scope", List.of("token", "session", "subject", "device", "client", "everyone"));
    }

    /** Placeholders the engine fills in every message, with the type each has. */
    public Map<String, MessageTemplate.Type> messageVariables() {
        return MessageVariables.ALL;
    }
}
