package io.firedrill.engine.target;

import java.util.Optional;

/**
 * One run at a time changes a target. Taking and releasing belong in the caller's transaction, so that they hold
 * exactly when what the caller does with them holds; without one they fail.
 */
public interface TargetLeases {
    /**
     * Takes the target for a run; waits while another transaction is taking or releasing it. Taking it again for the
     * same run changes nothing.
     *
     * @param mode the run's mode as its label
     * @return the other run that holds it, or empty when this run holds it now
     */
    Optional<Targets.Holder> take(String target, String run, String mode);

    /** Ends this run's hold. Returns false when it held none, and then changes nothing. */
    boolean release(String target, String run);

    Optional<Targets.Holder> holder(String target);
}
