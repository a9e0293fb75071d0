package io.firedrill.engine.run;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The one vocabulary of run states. */
public enum RunState {
    QUEUED,
    RUNNING,
    /** Waits for a person: a checkpoint, or a step that is out of retries. */
    WAITING,
    HALTED,
    ROLLING_BACK,
    SUCCEEDED,
    OBJECTIVE_MISSED,
    ROLLED_BACK,
    /** Something could not be undone or verified; the run names it. */
    FAILED,
    /** A drill given up for a real incident; its effects are listed. */
    LEFT_FOR_INCIDENT;

    /** As written in API, database and pages: lower case with hyphens. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static RunState of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    public boolean ended() {
        return next().isEmpty();
    }

    /** What may follow; empty for an end. */
    public Set<RunState> next() {
        return switch (this) {
            case QUEUED -> EnumSet.of(RUNNING, ROLLED_BACK);
            case RUNNING ->
                EnumSet.of(WAITING, HALTED, ROLLING_BACK, SUCCEEDED, OBJECTIVE_MISSED, FAILED, LEFT_FOR_INCIDENT);
            case WAITING -> EnumSet.of(RUNNING, HALTED, ROLLING_BACK, LEFT_FOR_INCIDENT);
            case HALTED -> EnumSet.of(RUNNING, WAITING, ROLLING_BACK, LEFT_FOR_INCIDENT);
            case ROLLING_BACK -> EnumSet.of(ROLLED_BACK, FAILED, LEFT_FOR_INCIDENT);
            case SUCCEEDED, OBJECTIVE_MISSED, ROLLED_BACK, FAILED, LEFT_FOR_INCIDENT -> EnumSet.noneOf(RunState.class);
        };
    }
}
