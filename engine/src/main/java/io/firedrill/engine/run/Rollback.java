package io.firedrill.engine.run;

import java.time.InstantSource;
import java.util.EnumSet;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import io.firedrill.engine.journal.Entry;
import io.firedrill.engine.journal.JournalWriter;
import io.firedrill.engine.run.Run.StepState;

/** Turns a run round: from here on nothing new starts, and the diagram's rollback undoes what was done. */
@Component
class Rollback {
    private final JournalWriter journal;
    private final RunRows runs;
    private final StepRows steps;
    private final Fences fences;
    private final ObjectProvider<Flow> flow;
    private final InstantSource clock;

    Rollback(
            JournalWriter journal,
            RunRows runs,
            StepRows steps,
            Fences fences,
            ObjectProvider<Flow> flow,
            InstantSource clock) {
        this.journal = journal;
        this.runs = runs;
        this.steps = steps;
        this.fences = fences;
        this.flow = flow;
        this.clock = clock;
    }

    /** Joins the caller's transaction, which holds the journal head. Nothing happens when it is rolling back. */
    void begin(RunRow run, String cause, String actor, String why) {
        if (run.state() == RunState.ROLLING_BACK || run.state().ended()) return;
        var instance = run.instance();
        if (instance == null) throw new IllegalStateException(run.id() + " was never started.");
        runs.state(run.id(), RunState.ROLLING_BACK, cause);
        fences.lower(run.id());
        for (var step : steps.of(run.id())) {
            if (EnumSet.of(StepState.RUNNING, StepState.WAITING, StepState.STUCK)
                    .contains(step.state()))
                steps.end(run.id(), step.step(), StepState.CANCELLED, null, clock.instant());
        }
        journal.append(
                run.id(),
                Entry.by(actor, "rollback-started", null, "Rolling back: " + why)
                        .with("cause", cause));
        flow.getObject().rollBack(instance);
    }

    /** Sets {@code RUNNING} or {@code WAITING} by what the steps wait for; other states stay. */
    void settleState(String run) {
        var state = runs.get(run).state();
        if (state != RunState.RUNNING && state != RunState.WAITING) return;
        var waits = steps.of(run).stream()
                .anyMatch(step -> step.state() == StepState.WAITING || step.state() == StepState.STUCK);
        var next = waits ? RunState.WAITING : RunState.RUNNING;
        if (next != state) runs.state(run, next, null);
    }
}
