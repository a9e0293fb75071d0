package io.firedrill.engine.library;

import java.util.Optional;

import io.firedrill.engine.problem.Problem;
import io.firedrill.runbooks.model.MessageTemplate;

/**
 * Whether a version or a message counts as approved for a target now. What comes with Firedrill counts as approved
 * for targets that came with an adapter, such as the sandbox, and for no other. Thread-safe.
 */
public interface Approvals {
    /** Why this version does not count as approved; empty when it does. */
    Optional<Problem> runbook(Library.Entry entry, String target);

    /** Why this message does not count as approved; empty when it does. */
    Optional<Problem> template(MessageTemplate template, String target);
}
