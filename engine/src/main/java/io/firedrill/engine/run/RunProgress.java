package io.firedrill.engine.run;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import io.firedrill.engine.journal.Entry;
import io.firedrill.engine.journal.JournalWriter;
import io.firedrill.engine.run.Run.StepState;

/**
 * What happens to a run while it is carried out: steps begin, end, fail; measures and proofs come in. Every method is
 * one transaction, or joins the caller's, and locks the run's journal head first. Thread-safe.
 */
@Component
public class RunProgress {
    private final TransactionTemplate tx;
    private final JournalWriter journal;
    private final RunRows runs;
    private final StepRows steps;
    private final ProofRows proofs;
    private final Fences fences;
    private final Rollback rollback;
    private final InstantSource clock;

    RunProgress(
            TransactionTemplate tx,
            JournalWriter journal,
            RunRows runs,
            StepRows steps,
            ProofRows proofs,
            Fences fences,
            Rollback rollback,
            InstantSource clock) {
        this.tx = tx;
        this.journal = journal;
        this.runs = runs;
        this.steps = steps;
        this.proofs = proofs;
        this.fences = fences;
        this.rollback = rollback;
        this.clock = clock;
    }

    /** Runs on their way forward: running, or waiting for a person. */
    public List<RunRow> goingForward() {
        var rows = new java.util.ArrayList<>(runs.inState(RunState.RUNNING));
        rows.addAll(runs.inState(RunState.WAITING));
        return rows;
    }

    /** A stop condition holds: the run rolls back by itself, unless it no longer goes forward. */
    public void stop(String run, String condition, String why) {
        locked(run, () -> {
            var row = runs.get(run);
            if (row.state() == RunState.RUNNING || row.state() == RunState.WAITING) {
                journal.append(run, Entry.of("stop-condition", null, why).with("condition", condition));
                rollback.begin(row, "stop-condition", Entry.FIREDRILL, why);
            }
            return row;
        });
    }

    /** Where a step stands. */
    public record StepStanding(StepState state, int attempt, boolean ready) {}

    /** The run as stored; empty when there is none. */
    public Optional<RunRow> find(String run) {
        return runs.find(run);
    }

    public RunRow get(String run) {
        return runs.get(run);
    }

    public Optional<StepStanding> step(String run, String step) {
        return steps.find(run, step).map(row -> new StepStanding(row.state(), row.attempt(), row.readyAt() != null));
    }

    /** Steps that began and were interrupted before their end. */
    public List<String> interrupted(String run) {
        return steps.of(run).stream()
                .filter(row -> row.state() == StepState.CANCELLED || row.state() == StepState.FAILED)
                .map(StepRows.StepRow::step)
                .toList();
    }

    /** Why no new effect may start in this run; empty when it may. */
    public Optional<HaltAll.Status> fence(String run) {
        return fences.holding(run);
    }

    public List<PointRow> points(String run) {
        return proofs.points(run);
    }

    public Map<String, Double> measures(String run) {
        return proofs.measures(run);
    }

    public List<String> collateral(String run) {
        return proofs.collateral(run);
    }

    /** Runs inside one transaction that holds the run's journal head. */
    public <T> T locked(String run, Supplier<T> work) {
        var result = tx.execute(status -> {
            journal.lock(run);
            return work.get();
        });
        if (result == null) throw new IllegalStateException("A transaction of " + run + " returned nothing.");
        return result;
    }

    /** One more attempt at a step; returns its number, or empty when the run is not where this step may begin. */
    public Optional<Integer> begin(String run, String step, String title, boolean inRollback) {
        return locked(run, () -> {
            var row = runs.get(run);
            var rollingBack = row.state() == RunState.ROLLING_BACK;
            if (row.state().ended() || row.state() == RunState.QUEUED || rollingBack != inRollback)
                return Optional.<Integer>empty();
            var attempt = steps.begin(run, step, StepState.RUNNING, clock.instant());
            settleState(run);
            journal.append(
                    run,
                    Entry.of("step-started", step, title + (attempt == 1 ? "" : ", attempt " + attempt))
                            .with("attempt", attempt));
            return Optional.of(attempt);
        });
    }

    /** The step does what others wait for; they may begin. */
    public void ready(String run, String step, String summary) {
        locked(run, () -> {
            steps.ready(run, step, clock.instant());
            return journal.append(run, Entry.of("step-ready", step, summary));
        });
    }

    /** The step is done; {@code complete} moves the flow on in the same transaction. */
    public void done(String run, String step, String summary, Map<String, Object> facts, Runnable complete) {
        locked(run, () -> {
            steps.end(run, step, StepState.DONE, summary, clock.instant());
            var event = journal.append(run, with(Entry.of("step-done", step, summary), facts));
            complete.run();
            settleState(run);
            return event;
        });
    }

    /** A compensation task is done: the step it undoes counts as undone. */
    public void undone(String run, String undoStep, String step, String summary, Runnable complete) {
        locked(run, () -> {
            steps.end(run, undoStep, StepState.DONE, summary, clock.instant());
            steps.state(run, step, StepState.UNDONE, null);
            var event =
                    journal.append(run, Entry.of("step-undone", step, summary).with("by", undoStep));
            complete.run();
            return event;
        });
    }

    /** An expected fault: the run rolls back by its diagram. */
    public void fault(String run, String step, String code, String why) {
        locked(run, () -> {
            steps.end(run, step, StepState.FAILED, why, clock.instant());
            var event = journal.append(run, Entry.of("step-failed", step, why).with("code", code));
            rollback.begin(runs.get(run), "fault", Entry.FIREDRILL, why);
            return event;
        });
    }

    /** A technical failure with attempts left. */
    public void attemptFailed(String run, String step, String why, Instant next, Runnable report) {
        locked(run, () -> {
            steps.state(run, step, StepState.RUNNING, why);
            steps.notReady(run, step);
            report.run();
            return journal.append(
                    run, Entry.of("step-attempt-failed", step, why).with("next", next.toString()));
        });
    }

    /** Out of attempts, or not safe to repeat: a person decides. */
    public void stuck(String run, String step, String why, Runnable report) {
        locked(run, () -> {
            steps.state(run, step, StepState.STUCK, why);
            report.run();
            var event =
                    journal.append(run, Entry.of("step-stuck", step, "Out of attempts, a person must decide: " + why));
            settleState(run);
            return event;
        });
    }

    /** The outcome came after the step was interrupted; it is in the ledger and counts for the rollback. */
    public void overtaken(String run, String step, String summary) {
        locked(
                run,
                () -> journal.append(
                        run, Entry.of("step-overtaken", step, "Ended after it was interrupted: " + summary)));
    }

    /** Any other event. */
    public void event(String run, Entry entry) {
        locked(run, () -> {
            var event = journal.append(run, entry);
            // The end was signed; what still comes after it, such as a late message, is signed one by one.
            if (runs.get(run).state().ended()) journal.sign(run);
            return event;
        });
    }

    public void measure(String run, String step, String name, double value, String summary) {
        locked(run, () -> {
            proofs.measure(run, name, value);
            return journal.append(
                    run,
                    Entry.of("measured", step, summary).with("measure", name).with("value", value));
        });
    }

    /** The first message of a run was delivered: the measure {@code first-message}, in seconds since the start. */
    public void firstMessage(String run, Instant at) {
        locked(run, () -> {
            var row = runs.get(run);
            var started = row.startedAt();
            // What has ended was judged without it, and the judgement is in the journal.
            if (started == null || row.state().ended() || proofs.measures(run).containsKey("first-message")) return run;
            var seconds = Math.max(0, java.time.Duration.between(started, at).toMillis()) / 1000.0;
            proofs.measure(run, "first-message", seconds);
            return run;
        });
    }

    /** Keeps what a point showed, and says so in the journal when it began to refuse or survived. */
    public void point(String run, String step, PointRow point) {
        locked(run, () -> {
            proofs.point(run, point);
            var what = point.point() + " with " + point.canary();
            var refused = point.refusedAt();
            if (refused != null) {
                var how = point.byExpiry() ? " refuses since its lifetime is over" : " refuses";
                return journal.append(
                        run,
                        Entry.of("point-refused", step, what + how)
                                .with("point", point.point())
                                .with("canary", point.canary())
                                .with("refusedAt", refused.toString())
                                .with("byExpiry", point.byExpiry()));
            }
            if (point.survivor())
                return journal.append(
                        run,
                        Entry.of("survivor", step, what + " still accepts")
                                .with("point", point.point())
                                .with("canary", point.canary()));
            return run;
        });
    }

    public void collateral(String run, String step, String who, String sentence) {
        locked(run, () -> {
            proofs.collateral(run, who, sentence);
            return journal.append(run, Entry.of("collateral", step, sentence).with("who", who));
        });
    }

    /** Fixes the moment from which the time to revoke counts; later calls change nothing. */
    public void ordered(String run, Instant at) {
        runs.ordered(run, at);
    }

    /** {@code RUNNING} and {@code WAITING} follow from the steps; the other states are set by acts. */
    private void settleState(String run) {
        rollback.settleState(run);
    }

    private static Entry with(Entry entry, Map<String, Object> facts) {
        var all = entry;
        for (var fact : facts.entrySet()) all = all.with(fact.getKey(), fact.getValue());
        return all;
    }
}
