package io.firedrill.runbooks.lint;

import io.firedrill.runbooks.format.Draft;
import io.firedrill.runbooks.format.Findings;

/** All rules a runbook must keep. */
public final class Lint {
    private Lint() {}

    /** Adds a finding for every broken rule. */
    public static void check(Draft draft, Findings findings) {
        if (draft.diagram() != null) AllowList.check(draft.diagram(), findings);
    }
}
