package io.firedrill.engine.schedule;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.firedrill.engine.problem.Problem;

/**
 * One time at which a planned drill is due, and what became of it. A plan has one per period; decided ones never
 * change again.
 *
 * @param period {@code 2026-11}, {@code 2026-Q4}, {@code 2026-H2} or {@code 2026}; names it within its plan
 * @param windowEndsAt from here on it is not started any more
 * @param moved why its date or time is not the rule's own: a weekend or the change of clocks; null when it is
 * @param run the run it started ({@code R-17}); null otherwise
 * @param reason one sentence about why it was missed, refused or skipped, or why it is still waiting inside its
 *     window; null otherwise
 * @param problems every problem that the start was refused with
 * @param attempts how often a start was tried
 * @param decidedAt null while it is planned
 */
public record Slot(
        PlanId plan,
        String period,
        Instant dueAt,
        Instant windowEndsAt,
        State state,
        @Nullable String moved,
        @Nullable String run,
        @Nullable String reason,
        List<Problem> problems,
        int attempts,
        @Nullable Instant decidedAt) {
    /** Where a slot stands. */
    public enum State {
        PLANNED,
        STARTED,
        /** Its window went by: nobody was there, the target was taken, or everything was halted. */
        MISSED,
        /** The start was refused with problems that a person has to solve, for instance an unapproved message. */
        REFUSED,
        /** The plan was paused or removed. */
        SKIPPED;

        /** As written in API, shell and pages. */
        public String label() {
            return Labels.of(this);
        }
    }
}
