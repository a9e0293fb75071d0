package io.firedrill.runbooks;

import java.util.List;

import io.firedrill.runbooks.model.Finding;
import io.firedrill.runbooks.model.Runbook;

/** A runbook that was read: fit for use, or refused with everything that is wrong. */
public sealed interface Loaded {
    /** Folder name or process id; {@code unnamed} when there is neither. */
    String key();

    /** Kept every rule. */
    record Good(Runbook runbook) implements Loaded {
        @Override
        public String key() {
            return runbook.key();
        }
    }

    /** Broke rules; the findings are by file and line and never empty. */
    record Bad(String key, List<Finding> findings) implements Loaded {}
}
