package io.firedrill.web.api;

import java.util.List;

import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.problem.Problem;

/** A real start was refused because a drill holds the target; the caller must say what to do with it. */
final class HeldByDrillException extends RuntimeException {
    static final String CODE = "FD-TARGET-HELD-BY-DRILL";

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;
    private final String heldBy;

    HeldByDrillException(FiredrillException refusal, String heldBy) {
        super(refusal.getMessage(), refusal);
        this.problems = refusal.problems();
        this.heldBy = heldBy;
    }

    List<Problem> problems() {
        return problems;
    }

    String heldBy() {
        return heldBy;
    }
}
