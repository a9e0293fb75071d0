package io.firedrill.engine.run;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

import io.firedrill.engine.journal.Entry;
import io.firedrill.engine.journal.JournalWriter;
import io.firedrill.engine.library.Library;
import io.firedrill.engine.run.Run.ObjectiveResult;
import io.firedrill.engine.seal.SealedStore;
import io.firedrill.engine.target.TargetLeases;

/** Ends runs: decides the end state, gives the target back, forgets the secrets, signs the journal. */
@Component
class RunEnds {
    private final JournalWriter journal;
    private final RunRows runs;
    private final ProofRows proofs;
    private final Fences fences;
    private final Effects effects;
    private final Library library;
    private final TargetLeases leases;
    private final SealedStore sealed;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    RunEnds(
            JournalWriter journal,
            RunRows runs,
            ProofRows proofs,
            Fences fences,
            Effects effects,
            Library library,
            TargetLeases leases,
            SealedStore sealed,
            ApplicationEventPublisher events,
            InstantSource clock) {
        this.journal = journal;
        this.runs = runs;
        this.proofs = proofs;
        this.fences = fences;
        this.effects = effects;
        this.library = library;
        this.leases = leases;
        this.sealed = sealed;
        this.events = events;
        this.clock = clock;
    }

    /** The instance has ended by itself: after its last step, or after its rollback. */
    void end(RunRow run) {
        if (run.state().ended()) return;
        if (run.state() == RunState.ROLLING_BACK) {
            var notUndone = effects.notUndone(run.id());
            var stays = effects.cannotUndo(run.id());
            var state = notUndone.isEmpty() ? RunState.ROLLED_BACK : RunState.FAILED;
            var summary = notUndone.isEmpty()
                    ? "Rolled back; everything that can be undone was undone and checked."
                    : "Rolled back in part. Not undone or not verified: " + String.join("; ", notUndone);
            if (!stays.isEmpty()) summary += " Stays as it is: " + String.join("; ", stays);
            close(
                    run,
                    state,
                    Entry.of("run-ended", null, summary)
                            .with("notUndone", notUndone)
                            .with("cannotUndo", stays));
            return;
        }
        var objectives = objectives(run);
        var missed = objectives.stream().filter(o -> !o.state().equals("met")).toList();
        for (var objective : objectives) journalObjective(run, objective);
        var state = missed.isEmpty() ? RunState.SUCCEEDED : RunState.OBJECTIVE_MISSED;
        var summary = missed.isEmpty()
                ? "Succeeded: every objective was met."
                : "Objective missed: "
                        + String.join("; ", missed.stream().map(RunEnds::words).toList());
        close(run, state, Entry.of("run-ended", null, summary));
    }

    /** A drill is left as it stands because a real incident takes its target. */
    void leave(RunRow run, String actor, String reason) {
        var inForce = effects.inForce(run.id());
        var summary = "Left for a real incident. "
                + (inForce.isEmpty() ? "Nothing was in force." : "Still in force: " + String.join("; ", inForce));
        runs.state(run.id(), run.state(), "real-incident");
        close(
                run,
                RunState.LEFT_FOR_INCIDENT,
                Entry.by(actor, "run-ended", null, summary)
                        .with("inForce", inForce)
                        .with("reason", reason));
    }

    /** A queued run that never started. */
    void cancelQueued(RunRow run, String actor, String reason) {
        runs.state(run.id(), run.state(), "abort");
        close(run, RunState.ROLLED_BACK, Entry.by(actor, "run-ended", null, "Aborted before it started: " + reason));
    }

    List<ObjectiveResult> objectives(RunRow run) {
        var results = new ArrayList<ObjectiveResult>();
        var entry = library.find(run.runbook(), run.version());
        if (entry.isEmpty()) return results;
        var measures = proofs.measures(run.id());
        // A run that turned back was not meant to measure the rest any more.
        var judged = run.state() == RunState.SUCCEEDED || run.state() == RunState.OBJECTIVE_MISSED;
        for (var objective : entry.get().runbook().objectives()) {
            var measured = Optional.ofNullable(measures.get(objective.measure()));
            var state = measured.map(value -> value <= objective.limit() ? "met" : "missed")
                    .orElse(judged ? "missed" : "open");
            results.add(new ObjectiveResult(
                    objective.name(),
                    objective.title(),
                    objective.limit(),
                    objective.unit(),
                    measured.orElse(null),
                    state));
        }
        return results;
    }

    private void journalObjective(RunRow run, ObjectiveResult objective) {
        var met = objective.state().equals("met");
        journal.append(
                run.id(),
                Entry.of(met ? "objective-met" : "objective-missed", null, words(objective))
                        .with("objective", objective.name())
                        .with("limit", objective.limit())
                        .with("measured", objective.measured()));
    }

    private static String words(ObjectiveResult objective) {
        var measured = objective.measured();
        var limit = number(objective.limit()) + (objective.unit().equals("s") ? " s" : "");
        if (measured == null) return objective.title() + ": not measured, limit " + limit;
        var unit = objective.unit().equals("s") ? " s" : "";
        return objective.title() + ": " + number(measured) + unit + ", limit " + limit;
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? String.valueOf((long) value)
                : String.format(java.util.Locale.ROOT, "%.3f", value);
    }

    private void close(RunRow run, RunState state, Entry entry) {
        var now = clock.instant();
        runs.ended(run.id(), state, now);
        fences.lower(run.id());
        leases.release(run.target(), run.id());
        sealed.purge(run.id());
        journal.append(run.id(), entry.with("state", state.label()));
        journal.sign(run.id());
        events.publishEvent(new RunEnded(run.id(), run.target(), state));
    }
}
