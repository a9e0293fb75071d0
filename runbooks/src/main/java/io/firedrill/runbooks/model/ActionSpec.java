package io.firedrill.runbooks.model;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a runbook may call: the contract between a diagram and the engine, and the source of the modeller's element
 * templates.
 *
 * @param topic the external task's topic, {@code system.verb}
 * @param effect whether it changes a system
 * @param systems names of the target's systems it uses
 * @param inputs input parameters it takes
 * @param undoTopic the action that undoes it; null when it only reads or cannot be undone
 * @param undo true when it may only be used as an undo task or inside the rollback
 * @param measures measures it reports, for objectives
 * @param variables run variables it sets, for gateway conditions and timers
 */
public record ActionSpec(
        String topic,
        String title,
        String description,
        Effect effect,
        Set<String> systems,
        List<Input> inputs,
        @Nullable String undoTopic,
        boolean undo,
        Set<String> measures,
        Set<String> variables) {
    public enum Effect {
        CHANGES,
        READS,
        /** Posts a message through the outbox. */
        MESSAGES
    }

    /**
     * One input parameter.
     *
     * @param choices allowed values; empty for any
     * @param defaultValue used when the input is absent; null when the input is required
     */
    public record Input(
            String name,
            String title,
            List<String> choices,
            @Nullable String defaultValue) {}
}
