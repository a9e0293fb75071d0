package io.firedrill.engine.run;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One execution of one runbook version, as it stands now.
 *
 * @param cause why it ended or rolls back ({@code fault, abort, stop-condition, real-incident, rejected, halt}), null
 *     while running and after an undisturbed end
 * @param runbook key of the runbook
 * @param version content hash of the version it runs
 * @param approvedVersion false when a drill runs a version that nobody has approved
 * @param parameters as given and defaulted; secrets are shown as a mark, people as pseudonyms
 * @param reason why it was started, in the starter's words; null when none was given
 * @param fenced true while no new effect may start
 * @param lastEvent number of the newest journal event
 * @param steps in diagram order
 */
public record Run(
        RunId id,
        RunMode mode,
        RunState state,
        @Nullable String cause,
        String runbook,
        String runbookTitle,
        String version,
        boolean approvedVersion,
        String target,
        String service,
        Map<String, String> parameters,
        @Nullable String reason,
        String startedBy,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        boolean fenced,
        long lastEvent,
        List<RunStep> steps,
        List<ObjectiveResult> objectives,
        Proof proof,
        List<String> cannotUndo,
        @Nullable NextAct next) {

    /**
     * How one step stands.
     *
     * @param effect {@code changes}, {@code reads}, {@code messages} or {@code waits}
     * @param summary one line about its outcome or its fault; null before
     */
    public record RunStep(
            String id,
            String title,
            String kind,
            @Nullable String action,
            String effect,
            StepState state,
            int attempt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String summary,
            boolean undoable,
            boolean inRollback) {}

    public enum StepState {
        PENDING,
        RUNNING,
        /** A person must approve. */
        WAITING,
        DONE,
        /** Ended in an expected fault. */
        FAILED,
        /** Out of retries: a person retries, skips or rolls back. */
        STUCK,
        SKIPPED,
        UNDONE,
        /** Interrupted by a rollback before its end. */
        CANCELLED;

        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * An objective with what was measured.
     *
     * @param measured null while not measured
     * @param state {@code open}, {@code met} or {@code missed}; a run that was rolled back or left is judged by what it
     *     measured, and what it did not measure stays open
     */
    public record ObjectiveResult(
            String name,
            String title,
            double limit,
            String unit,
            @Nullable Double measured,
            String state) {}

    /**
     * What the probes proved.
     *
     * @param timeToRevokeSeconds from the moment the revocation was ordered to the last point's first refusal; null
     *     when not measured or when a point still accepts
     * @param survivors names of points that still accepted at the end
     * @param collateral who else lost access, one sentence each
     */
    public record Proof(
            @Nullable Double timeToRevokeSeconds,
            @Nullable Instant orderedAt,
            List<PointResult> points,
            List<String> survivors,
            List<String> collateral) {
        public static final Proof NONE = new Proof(null, null, List.of(), List.of(), List.of());
    }

    /**
     * One enforcement point and one victim.
     *
     * @param point for instance {@code gateway-1 /orders}, {@code introspection}, {@code refresh}
     * @param canary which victim was tried
     * @param acceptedBefore whether it accepted the victim before the act: without that, a refusal proves nothing
     * @param refusedAt first of three refusals in a row; null while it accepts
     * @param seconds from the order to the refusal
     * @param byExpiry it refused only because the token's lifetime was over, which proves no revocation
     */
    public record PointResult(
            String point,
            String canary,
            boolean acceptedBefore,
            @Nullable Instant refusedAt,
            @Nullable Double seconds,
            boolean survivor,
            boolean byExpiry) {}

    /** The one thing a person must do now: who, what, on which step, and the command for it. */
    public record NextAct(String who, String what, @Nullable String step, String command) {}
}
