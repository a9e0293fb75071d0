package io.firedrill.runbooks.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One version of a runbook, read from {@code runbook.yaml}, {@code runbook.bpmn} and {@code comms/*.md}.
 *
 * @param key the folder's name and the BPMN process id: lower-case words joined by hyphens
 * @param version SHA-256 over the folder's files (names and bytes, sorted by name), 64 hex digits
 * @param purpose when to use it, in a sentence or two
 * @param author who wrote this version; may not approve it
 * @param systems the systems a target must have, by the target file's names, for instance {@code auth-server}
 * @param optionalSystems systems it uses where the target has them
 * @param roles who may start it for real and who approves its checkpoints
 * @param steps in diagram order, main flow first, then the rollback's
 * @param undo declarations for steps that cannot be undone, by step id
 * @param templates the messages, by file name without {@code .md}
 * @param manualPage what a person does by hand when every system is down (Markdown)
 * @param bpmn the diagram's bytes as loaded
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes as approved, never changed; copies would cost each read
public record Runbook(
        String key,
        String version,
        String title,
        String purpose,
        String owner,
        String author,
        List<Parameter> parameters,
        List<Objective> objectives,
        List<StopCondition> stopConditions,
        List<String> systems,
        List<String> optionalSystems,
        Roles roles,
        List<Step> steps,
        Map<String, CannotUndo> undo,
        Map<String, MessageTemplate> templates,
        String manualPage,
        byte[] bpmn) {
    /** How versions are shown to people: the first twelve digits. */
    public String shortVersion() {
        return version.substring(0, 12);
    }

    /** What a target must have: a stop condition that watches a system makes that system required. */
    public List<String> requiredSystems() {
        if (stopConditions.isEmpty()) return systems;
        return Stream.concat(systems.stream(), optionalSystems.stream()).toList();
    }

    public Optional<Step> step(String id) {
        return steps.stream().filter(step -> step.id().equals(id)).findFirst();
    }

    public Optional<Objective> objective(String name) {
        return objectives.stream().filter(o -> o.name().equals(name)).findFirst();
    }

    /**
     * A limit fixed before the start and decided by a measure.
     *
     * @param measure name of the measure an action or the engine reports, for instance {@code time-to-revoke}
     * @param limit met when the measured value is at most this; seconds for {@code s}, otherwise a count
     * @param unit {@code s} or {@code count}
     */
    public record Objective(String name, String title, String measure, double limit, String unit) {}

    /** Halts and rolls back by itself when the fleet's failed share stays above the limit for this long. */
    public record StopCondition(String name, String measure, double above, Duration lasting) {}

    /** A step whose effect stays: why, in words for the person who aborts. */
    public record CannotUndo(String reason) {}

    /** Roles by name as in {@code viewer, responder, ops, approver, admin}. */
    public record Roles(List<String> startReal, List<String> approve) {}
}
