package io.firedrill.engine.run;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import io.firedrill.engine.journal.Entry;
import io.firedrill.engine.journal.JournalWriter;
import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.problem.Problem;
import io.firedrill.engine.run.Run.StepState;

/** What people do to runs; each act is one transaction with its journal event. */
@Component
class EngineRunControl implements RunControl {
    private static final int LONGEST = 2000;

    private final TransactionTemplate tx;
    private final JournalWriter journal;
    private final Runs runs;
    private final RunRows rows;
    private final StepRows steps;
    private final Fences fences;
    private final Rollback rollback;
    private final RunEnds ends;
    private final Starts starts;
    private final Previews previews;
    private final Flow flow;
    private final InstantSource clock;

    EngineRunControl(
            TransactionTemplate tx,
            JournalWriter journal,
            Runs runs,
            RunRows rows,
            StepRows steps,
            Fences fences,
            Rollback rollback,
            RunEnds ends,
            Starts starts,
            Previews previews,
            Flow flow,
            InstantSource clock) {
        this.tx = tx;
        this.journal = journal;
        this.runs = runs;
        this.rows = rows;
        this.steps = steps;
        this.fences = fences;
        this.rollback = rollback;
        this.ends = ends;
        this.starts = starts;
        this.previews = previews;
        this.flow = flow;
        this.clock = clock;
    }

    @Override
    public Started start(StartRequest request, String actor) {
        var begun = starts.start(request, actor);
        return new Started(view(begun.run()), begun.created());
    }

    @Override
    public Preview preview(StartRequest request, String actor) {
        return previews.of(request);
    }

    @Override
    public Run halt(RunId run, String reason, String actor) {
        text("reason", reason);
        return act(run, row -> {
            if (row.state() == RunState.ROLLING_BACK)
                throw FiredrillException.conflict(
                        "FD-ROLLING-BACK",
                        run + " is rolling back; a rollback is not halted.",
                        "Watch it: firedrill run watch " + run);
            if (row.state() == RunState.HALTED) return;
            fences.raise(row.id(), reason, actor);
            rows.state(row.id(), RunState.HALTED, null);
            journal.append(row.id(), Entry.by(actor, "halted", null, "Halted: " + reason));
        });
    }

    @Override
    public Run resume(RunId run, @Nullable String reason, String actor) {
        return act(run, row -> {
            if (row.state() != RunState.HALTED)
                throw FiredrillException.conflict(
                        "FD-NOT-HALTED", run + " is " + row.state().label() + ", not halted.", "Nothing to resume.");
            fences.lower(row.id());
            rows.state(row.id(), RunState.RUNNING, null);
            rollback.settleState(row.id());
            journal.append(row.id(), Entry.by(actor, "resumed", null, "Resumed" + because(reason)));
        });
    }

    @Override
    public Run abort(RunId run, String reason, String actor) {
        text("reason", reason);
        return act(run, row -> {
            if (row.state() == RunState.QUEUED) {
                ends.cancelQueued(row, actor, reason);
                return;
            }
            if (row.state() == RunState.ROLLING_BACK) return;
            journal.append(row.id(), Entry.by(actor, "abort-asked", null, "Abort: " + reason));
            rollback.begin(row, "abort", actor, reason);
        });
    }

    @Override
    public Run approve(RunId run, String step, @Nullable String comment, String actor) {
        return act(run, row -> {
            checkpoint(row, step, actor);
            steps.end(row.id(), step, StepState.DONE, "approved by " + actor, clock.instant());
            journal.append(
                    row.id(),
                    Entry.by(actor, "approved", step, "Approved" + because(comment))
                            .with("comment", comment));
            flow.approve(instance(row), step);
            rollback.settleState(row.id());
        });
    }

    @Override
    public Run reject(RunId run, String step, String reason, String actor) {
        text("reason", reason);
        return act(run, row -> {
            checkpoint(row, step, actor);
            steps.end(row.id(), step, StepState.FAILED, "rejected by " + actor + ": " + reason, clock.instant());
            journal.append(row.id(), Entry.by(actor, "rejected", step, "Rejected: " + reason));
            rollback.begin(row, "rejected", actor, reason);
        });
    }

    private void checkpoint(RunRow row, String step, String actor) {
        if (row.startedBy().equals(actor))
            throw FiredrillException.forbidden(
                    "FD-SECOND-PERSON",
                    "You started " + row.id() + "; step '" + step + "' needs a second person.",
                    "Ask somebody else with role approver: firedrill run approve " + row.id() + " " + step);
        requireState(row, step, StepState.WAITING, "FD-NOT-WAITING", "waits for nobody");
    }

    @Override
    public Run retry(RunId run, String step, @Nullable String reason, String actor) {
        return act(run, row -> {
            requireState(row, step, StepState.STUCK, "FD-NOT-STUCK", "is not stuck");
            steps.state(row.id(), step, StepState.RUNNING, null);
            journal.append(row.id(), Entry.by(actor, "retry-asked", step, "Retry" + because(reason)));
            flow.retry(instance(row), step);
            rollback.settleState(row.id());
        });
    }

    @Override
    public Run skip(RunId run, String step, String reason, String actor) {
        text("reason", reason);
        return act(run, row -> {
            requireState(row, step, StepState.STUCK, "FD-NOT-STUCK", "is not stuck");
            steps.end(row.id(), step, StepState.SKIPPED, "skipped by " + actor + ": " + reason, clock.instant());
            journal.append(row.id(), Entry.by(actor, "skipped", step, "Skipped: " + reason));
            flow.skip(instance(row), step);
            rollback.settleState(row.id());
        });
    }

    @Override
    public Run note(RunId run, String text, String actor) {
        text("text", text);
        var id = view(run.toString()).id().toString();
        tx.executeWithoutResult(status -> {
            journal.append(id, Entry.by(actor, "note", null, text));
            if (rows.get(id).state().ended()) journal.sign(id);
        });
        return view(id);
    }

    private void requireState(RunRow row, String step, StepState state, String code, String words) {
        var known = steps.find(row.id(), step);
        if (known.isPresent() && known.get().state() == state) return;
        var decided = known.map(StepRows.StepRow::summary)
                .map(summary -> " (" + summary + ")")
                .orElse("");
        throw FiredrillException.conflict(
                code,
                "Step '" + step + "' of " + row.id() + " " + words + " now" + decided + ".",
                "Look where it stands: firedrill run show " + row.id());
    }

    private Run act(RunId run, Consumer<RunRow> act) {
        var id = view(run.toString()).id().toString();
        Contended.again(() -> tx.execute(status -> {
            journal.lock(id);
            var row = rows.get(id);
            if (row.state().ended())
                throw FiredrillException.conflict(
                        "FD-ENDED",
                        id + " has ended: " + row.state().label() + ".",
                        "Look at it: firedrill run show " + id);
            act.accept(row);
            return id;
        }));
        return view(id);
    }

    private Run view(String run) {
        return runs.find(RunId.parse(run))
                .orElseThrow(() -> FiredrillException.notFound(
                        "FD-NO-RUN", "There is no run " + run + ".", "List runs: firedrill run list"));
    }

    private static String instance(RunRow row) {
        var instance = row.instance();
        if (instance == null) throw new IllegalStateException(row.id() + " was never started.");
        return instance;
    }

    private static void text(String field, String text) {
        if (!text.isBlank() && text.length() <= LONGEST) return;
        throw FiredrillException.invalid(List.of(Problem.at(
                field,
                "FD-TEXT",
                "'" + field + "' must have 1 to " + LONGEST + " characters.",
                "Say in a sentence why.")));
    }

    private static String because(@Nullable String reason) {
        return reason == null || reason.isBlank() ? "." : ": " + reason;
    }
}
