package io.firedrill.engine.action;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

import io.firedrill.engine.action.EffectRow.Outcome;
import io.firedrill.engine.journal.Entry;
import io.firedrill.engine.port.Answer;
import io.firedrill.engine.run.RunProgress;
import io.firedrill.runbooks.model.Runbook;
import io.firedrill.runbooks.model.Step;

/** What an action sees of its run, and the only way in which it may change something outside. */
public final class ActionContext {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Runbook runbook;
    private final Step step;
    private final int attempt;
    private final RunSystems systems;
    private final RunProgress progress;
    private final Ledger ledger;
    private final Map<String, EffectKind> kinds;
    private final BooleanSupplier held;
    private final InstantSource clock;

    ActionContext(
            Runbook runbook,
            Step step,
            int attempt,
            RunSystems systems,
            RunProgress progress,
            Ledger ledger,
            Map<String, EffectKind> kinds,
            BooleanSupplier held,
            InstantSource clock) {
        this.runbook = runbook;
        this.step = step;
        this.attempt = attempt;
        this.systems = systems;
        this.progress = progress;
        this.ledger = ledger;
        this.kinds = kinds;
        this.held = held;
        this.clock = clock;
    }

    public String run() {
        return systems.run().id();
    }

    public Runbook runbook() {
        return runbook;
    }

    public Step step() {
        return step;
    }

    RunSystems systems() {
        return systems;
    }

    public RunProgress progress() {
        return progress;
    }

    Ledger ledger() {
        return ledger;
    }

    public Instant now() {
        return clock.instant();
    }

    /** False once the task was interrupted; long actions look now and then. */
    boolean held() {
        return held.getAsBoolean();
    }

    /** An input parameter of the step, or the given default. */
    public String input(String name, String otherwise) {
        return step.inputs().getOrDefault(name, otherwise);
    }

    Duration duration(String name, String otherwise) {
        return Duration.parse(input(name, otherwise));
    }

    public String input(String name) {
        var value = step.inputs().get(name);
        if (value == null) throw new Fault("FD-INPUT", "Step '" + step.id() + "' has no input '" + name + "'.");
        return value;
    }

    public void event(String kind, String summary, Map<String, Object> facts) {
        var entry = Entry.of(kind, step.id(), summary);
        for (var fact : facts.entrySet()) entry = entry.with(fact.getKey(), fact.getValue());
        progress.event(run(), entry);
    }

    public void measure(String name, double value, String summary) {
        progress.measure(run(), step.id(), name, value, summary);
    }

    /** The value, or the exception that fits the answer; for calls that change nothing. */
    <T> T read(String what, Answer<T> answer) {
        if (answer instanceof Answer.Done<T> done) return done.value();
        if (answer instanceof Answer.Refused<T> refused)
            throw new Fault("FD-REFUSED", what + " was refused: " + refused.why() + " (" + refused.code() + ")");
        if (answer instanceof Answer.TryLater<T> later) throw new Again(what + ": " + later.why(), later.after());
        throw new Again(what + ": no clear answer: " + ((Answer.Unsure<T>) answer).why(), SOON);
    }

    /**
     * Makes one change: intent first, then the call, then the outcome with what {@code keep} wants to store beside it.
     * A change that is known to have happened is not made again.
     *
     * @param keep what the journal and ledger keep of the value; runs in the outcome's transaction, may seal secrets
     * @return what the ledger keeps of it
     */
    <T> Map<String, Object> effect(Intent intent, Supplier<Answer<T>> call, Function<T, Map<String, Object>> keep) {
        var intended = ledger.intend(run(), step.id(), attempt, step.inRollback(), intent);
        var row = intended.row();
        if (row.outcome() == Outcome.DONE) return row.result();
        if (!intended.fresh() && happened(row, intent)) {
            ledger.outcome(row, Outcome.DONE, Map.of(), ", as the system says", () -> {});
            return Map.of();
        }
        return record(row, intent, call.get(), keep);
    }

    private boolean happened(EffectRow row, Intent intent) {
        var answer = kind(row).happened(row, systems);
        if (answer instanceof Answer.Done<Boolean> done) return done.value();
        if (answer instanceof Answer.TryLater<Boolean> later)
            throw new Again("Asking whether it happened: " + later.why(), later.after());
        if (intent.repeatable()) return false;
        throw new Undecided("It is not known whether this happened, and doing it twice is not safe: " + row.touches());
    }

    private <T> Map<String, Object> record(
            EffectRow row, Intent intent, Answer<T> answer, Function<T, Map<String, Object>> keep) {
        if (answer instanceof Answer.Done<T> done) {
            progress.locked(run(), () -> {
                var kept = keep.apply(done.value());
                ledger.outcome(row, Outcome.DONE, kept, "", () -> {});
                return kept;
            });
            return ledger.find(run(), row.key()).map(EffectRow::result).orElse(Map.of());
        }
        if (answer instanceof Answer.Refused<T> refused) {
            ledger.outcome(row, Outcome.NOT_DONE, Map.of("refused", refused.code()), ", refused", () -> {});
            throw new Fault(
                    "FD-REFUSED", intent.touches() + " was refused: " + refused.why() + " (" + refused.code() + ")");
        }
        if (answer instanceof Answer.TryLater<T> later) {
            ledger.outcome(row, Outcome.NOT_DONE, Map.of("later", later.why()), ", try later", () -> {});
            throw new Again(intent.touches() + ": " + later.why(), later.after());
        }
        ledger.leaveOpen(row);
        throw new Again(intent.touches() + ": no clear answer: " + ((Answer.Unsure<T>) answer).why(), SOON);
    }

    /**
     * Takes one effect back and writes it down; nothing happens when it was taken back before. In a rollback an effect
     * whose kind says so is left in force, and that is written down instead.
     */
    void undo(EffectRow row) {
        if (row.undoOutcome() != null) return;
        if (StepRunner.belongsToRollback(step)) {
            var reason = kind(row).keptBecause(row, systems);
            if (reason.isPresent()) {
                ledger.kept(row, step.id(), reason.get());
                return;
            }
        }
        var answer = kind(row).undo(row, systems);
        if (answer instanceof Answer.Done<?>) {
            ledger.undone(row, step.id());
            return;
        }
        if (answer instanceof Answer.Refused<?> refused)
            throw new Again("Undoing " + row.touches() + " was refused: " + refused.why(), SOON);
        if (answer instanceof Answer.TryLater<?> later)
            throw new Again("Undoing " + row.touches() + ": " + later.why(), later.after());
        throw new Again("Undoing " + row.touches() + ": no clear answer", SOON);
    }

    EffectKind kind(EffectRow row) {
        var kind = kinds.get(row.kind());
        if (kind == null) throw new IllegalStateException("Nobody knows effects of kind '" + row.kind() + "'.");
        return kind;
    }
}
