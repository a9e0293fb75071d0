package io.firedrill.engine.run;

import java.util.Optional;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import io.firedrill.engine.journal.Entry;
import io.firedrill.engine.journal.JournalWriter;
import io.firedrill.engine.problem.FiredrillException;

/** The lever for all, as one more fence row. */
@Component
class FencedHaltAll implements HaltAll {
    private final TransactionTemplate tx;
    private final Fences fences;
    private final RunRows runs;
    private final JournalWriter journal;

    FencedHaltAll(TransactionTemplate tx, Fences fences, RunRows runs, JournalWriter journal) {
        this.tx = tx;
        this.fences = fences;
        this.runs = runs;
        this.journal = journal;
    }

    @Override
    public Optional<Status> status() {
        return fences.find(Fences.ALL);
    }

    @Override
    public Status on(String reason, String actor) {
        requireReason(reason);
        var raised = Boolean.TRUE.equals(tx.execute(status -> fences.raise(Fences.ALL, reason, actor)));
        // Each run's head is locked once: an intent that was being written before the fence is finished after this.
        if (raised) tell(Entry.by(actor, "halt-all-on", null, "Everything halted: " + reason));
        return status().orElseThrow(() -> new IllegalStateException("The fence was lifted while it was raised."));
    }

    @Override
    public void off(String reason, String actor) {
        requireReason(reason);
        var lowered = Boolean.TRUE.equals(tx.execute(status -> fences.lower(Fences.ALL)));
        if (lowered) tell(Entry.by(actor, "halt-all-off", null, "The halt of everything is lifted: " + reason));
    }

    private void tell(Entry entry) {
        for (var run : runs.notEnded()) tx.executeWithoutResult(status -> journal.append(run, entry));
    }

    private static void requireReason(String reason) {
        if (reason.isBlank())
            throw FiredrillException.invalid(java.util.List.of(io.firedrill.engine.problem.Problem.at(
                    "reason", "FD-REASON", "Halting everything needs a reason.", "Say in a sentence why.")));
    }
}
