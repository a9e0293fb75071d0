package io.firedrill.engine.run;

import java.time.Instant;
import java.time.InstantSource;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.firedrill.engine.journal.Entry;
import io.firedrill.engine.journal.JournalWriter;
import io.firedrill.engine.run.Run.StepState;

/** What the flow reports from inside its own transactions: checkpoints, waits, decisions, the end. */
@Component
public class FlowListener {
    private final JournalWriter journal;
    private final RunRows runs;
    private final StepRows steps;
    private final Rollback rollback;
    private final RunEnds ends;
    private final InstantSource clock;

    FlowListener(
            JournalWriter journal, RunRows runs, StepRows steps, Rollback rollback, RunEnds ends, InstantSource clock) {
        this.journal = journal;
        this.runs = runs;
        this.steps = steps;
        this.rollback = rollback;
        this.ends = ends;
        this.clock = clock;
    }

    /** A checkpoint waits for a person. */
    public void checkpointReached(String run, String step, String title) {
        journal.lock(run);
        steps.begin(run, step, StepState.WAITING, clock.instant());
        journal.append(run, Entry.of("approval-needed", step, "Waits for approval: " + title));
        rollback.settleState(run);
    }

    /** A timer runs. */
    public void timerStarted(String run, String step, String title, @Nullable Instant due) {
        journal.lock(run);
        steps.begin(run, step, StepState.RUNNING, clock.instant());
        journal.append(
                run,
                Entry.of("wait-started", step, title + (due == null ? "" : ", until " + due))
                        .with("until", due == null ? null : due.toString()));
    }

    /** A timer is over. */
    public void timerOver(String run, String step, String title) {
        journal.lock(run);
        steps.end(run, step, StepState.DONE, "over", clock.instant());
        journal.append(run, Entry.of("wait-over", step, title));
    }

    /** A gateway chose. */
    public void decided(String run, String gateway, String question, String flow, String answer) {
        journal.lock(run);
        journal.append(
                run,
                Entry.of("decided", gateway, answer.isEmpty() ? question : question + " " + answer)
                        .with("flow", flow));
    }

    /** The instance has ended by itself. */
    public void ended(String run) {
        journal.lock(run);
        ends.end(runs.get(run));
    }
}
