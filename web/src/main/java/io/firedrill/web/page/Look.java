package io.firedrill.web.page;

import io.firedrill.engine.run.Run;
import io.firedrill.engine.run.Run.StepState;
import io.firedrill.engine.run.RunMode;
import io.firedrill.engine.run.RunState;

/**
 * How a state looks: always a shape, a word and a colour together.
 *
 * @param shape name of a symbol in the sprite
 * @param tone colour class: good, active, warn, bad or quiet
 */
record Look(String shape, String word, String tone) {
    /** A step that its run ended without. */
    static final Look NOT_REACHED = new Look("state-pending", "not reached", "quiet");

    static Look of(RunState state) {
        return switch (state) {
            case QUEUED -> new Look("state-pending", "queued", "quiet");
            case RUNNING -> new Look("state-running", "running", "active");
            case WAITING -> new Look("state-waiting", "waiting", "warn");
            case HALTED -> new Look("state-halted", "halted", "warn");
            case ROLLING_BACK -> new Look("state-back", "rolling back", "active");
            case SUCCEEDED -> new Look("state-done", "succeeded", "good");
            case OBJECTIVE_MISSED -> new Look("state-missed", "objective missed", "bad");
            case ROLLED_BACK -> new Look("state-back", "rolled back", "quiet");
            case FAILED -> new Look("state-failed", "failed", "bad");
            case LEFT_FOR_INCIDENT -> new Look("state-left", "left for incident", "warn");
        };
    }

    static Look of(StepState state) {
        return switch (state) {
            case PENDING -> new Look("state-pending", "pending", "quiet");
            case RUNNING -> new Look("state-running", "running", "active");
            case WAITING -> new Look("state-waiting", "waiting", "warn");
            case DONE -> new Look("state-done", "done", "good");
            case FAILED -> new Look("state-failed", "failed", "bad");
            case STUCK -> new Look("state-halted", "stuck", "bad");
            case SKIPPED -> new Look("state-left", "skipped", "warn");
            case UNDONE -> new Look("state-back", "undone", "quiet");
            case CANCELLED -> new Look("state-left", "cancelled", "quiet");
        };
    }

    /** Of an enforcement point; a refusal proves nothing at a point that never accepted. */
    static Look of(Run.PointResult point, boolean over, boolean ordered) {
        if (point.byExpiry()) return new Look("state-expired", "refused only by expiry", "bad");
        if (point.survivor()) return new Look("state-failed", "survived", "bad");
        if (point.refusedAt() == null && !ordered)
            return point.acceptedBefore()
                    ? new Look("state-done", "accepts, as it should", "quiet")
                    : new Look("state-pending", "not tried yet", "quiet");
        if (point.refusedAt() == null)
            return over
                    ? new Look("state-pending", "not measured", "quiet")
                    : new Look("state-running", "accepts", "active");
        return point.acceptedBefore()
                ? new Look("state-done", "refused", "good")
                : new Look("state-missed", "no proof", "warn");
    }

    /** Of an objective: open, met or missed; one that is open at the end was not measured. */
    static Look ofObjective(String state, boolean measured, boolean over) {
        return switch (state) {
            case "met" -> new Look("state-done", "met", "good");
            case "missed" -> new Look("state-missed", measured ? "missed" : "missed, not measured", "bad");
            default -> new Look("state-pending", over ? "not measured" : "open", "quiet");
        };
    }

    /** Of a message: queued, sent or failed. */
    static Look ofMessage(String state) {
        return switch (state) {
            case "sent" -> new Look("state-done", "sent", "good");
            case "failed" -> new Look("state-failed", "failed", "bad");
            default -> new Look("state-waiting", "queued", "warn");
        };
    }

    static Look ofHealth(boolean healthy) {
        return healthy ? new Look("state-done", "answers", "good") : new Look("state-failed", "does not answer", "bad");
    }

    /** What the mode band says. */
    static String band(RunMode mode) {
        return switch (mode) {
            case DRILL -> "EXERCISE";
            case REAL -> "REAL INCIDENT";
        };
    }
}
