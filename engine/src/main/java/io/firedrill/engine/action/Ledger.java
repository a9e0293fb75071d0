package io.firedrill.engine.action;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.stereotype.Component;

import io.firedrill.engine.action.EffectRow.Outcome;
import io.firedrill.engine.action.EffectRow.UndoOutcome;
import io.firedrill.engine.home.FiredrillHome;
import io.firedrill.engine.journal.Entry;
import io.firedrill.engine.journal.JournalWriter;
import io.firedrill.engine.run.Effects;
import io.firedrill.engine.run.RunProgress;
import io.firedrill.engine.run.RunState;

/**
 * Every effect is written here before it happens. The intent, with the check of the fence, is one transaction; the
 * outcome another; so that after a crash it is known what may have happened and what has to be asked. Thread-safe.
 */
@Component
class Ledger implements Effects {
    /** Longer than any call to an outside system may take. */
    static final Duration CALL = Duration.ofSeconds(30);

    private final EffectRows rows;
    private final RunProgress progress;
    private final JournalWriter journal;
    private final InstantSource clock;
    private final String owner;

    Ledger(EffectRows rows, RunProgress progress, JournalWriter journal, FiredrillHome home, InstantSource clock) {
        this.rows = rows;
        this.progress = progress;
        this.journal = journal;
        this.clock = clock;
        this.owner = ServerId.of(home);
    }

    /** What the ledger says about an intent: carried out before, still open from an earlier attempt, or fresh. */
    record Intended(EffectRow row, boolean fresh) {}

    /**
     * Commits the intent, unless it is there already.
     *
     * @throws Fenced when no new effect may start
     */
    Intended intend(String run, String step, int attempt, boolean inRollback, Intent intent) {
        return progress.locked(run, () -> {
            var now = clock.instant();
            var known = rows.find(run, intent.key());
            if (known.isPresent() && known.get().outcome() == Outcome.DONE) return new Intended(known.get(), false);
            checkFence(run, inRollback);
            var until = now.plus(CALL);
            if (known.isPresent()) {
                var wasOpen = known.get().open();
                rows.reopen(known.get(), attempt, owner, until);
                return new Intended(get(run, intent.key()), !wasOpen);
            }
            rows.insert(run, step, attempt, intent, owner, until, now);
            if (intent.startsClock()) progress.ordered(run, now);
            journal.append(
                    run,
                    Entry.of("effect-intended", step, "About to: " + intent.touches())
                            .with("kind", intent.kind())
                            .with("key", intent.key())
                            .with("undoable", intent.whyNot() == null));
            return new Intended(get(run, intent.key()), true);
        });
    }

    private void checkFence(String run, boolean inRollback) {
        var state = progress.get(run).state();
        if (state.ended()) throw new Fenced(run + " has ended.");
        if (inRollback) return;
        if (state == RunState.ROLLING_BACK) throw new Fenced(run + " rolls back.");
        var fence = progress.fence(run);
        if (fence.isPresent())
            throw new Fenced(run + " is halted: " + fence.get().reason());
    }

    /** Commits what came of it; {@code alongside} joins the transaction. */
    void outcome(EffectRow row, Outcome outcome, Map<String, Object> result, String how, Runnable alongside) {
        progress.locked(row.run(), () -> {
            var now = clock.instant();
            rows.outcome(row, outcome, result, now);
            alongside.run();
            var done = outcome == Outcome.DONE;
            return journal.append(
                    row.run(),
                    Entry.of(
                                    done ? "effect-done" : "effect-not-done",
                                    row.step(),
                                    (done ? "Done: " : "Not done: ") + row.touches() + how)
                            .with("key", row.key())
                            .with("result", result));
        });
    }

    /** Commits that it was taken back. */
    void undone(EffectRow row, String byStep) {
        progress.locked(row.run(), () -> {
            rows.undo(row, UndoOutcome.DONE, null, clock.instant());
            return journal.append(
                    row.run(),
                    Entry.of("effect-undone", byStep, "Undone: " + row.touches())
                            .with("key", row.key()));
        });
    }

    /** Commits that a rollback leaves it in force on purpose. */
    void kept(EffectRow row, String byStep, String why) {
        progress.locked(row.run(), () -> {
            rows.undo(row, UndoOutcome.KEPT, why, clock.instant());
            return journal.append(
                    row.run(),
                    Entry.of("effect-kept", byStep, "Left in force: " + row.touches() + ". " + why)
                            .with("key", row.key()));
        });
    }

    /** Commits that the end state does not show it. */
    void notVerified(EffectRow row, String byStep, String why) {
        progress.locked(row.run(), () -> {
            rows.undo(row, UndoOutcome.NOT_VERIFIED, why, clock.instant());
            return journal.append(
                    row.run(),
                    Entry.of("effect-not-verified", byStep, "Not verified: " + row.touches() + ": " + why)
                            .with("key", row.key()));
        });
    }

    /** Oldest first. */
    List<EffectRow> of(String run) {
        return rows.of(run);
    }

    Optional<EffectRow> find(String run, String key) {
        return rows.find(run, key);
    }

    private EffectRow get(String run, String key) {
        return rows.find(run, key)
                .orElseThrow(() -> new IllegalStateException("Effect " + key + " of " + run + " has vanished."));
    }

    /** Whether somebody may still be at it. */
    boolean underWay(EffectRow row) {
        return row.open() && row.ownerUntil().isAfter(clock.instant());
    }

    /** The call ended without a clear answer: the intent stays open, and nobody is at it. */
    void leaveOpen(EffectRow row) {
        rows.disown(row, clock.instant());
    }

    /** After a restart: what this server was at when it died is not under way any more. */
    void disown() {
        rows.disown(owner, clock.instant());
    }

    @Override
    public List<String> cannotUndo(String run) {
        return rows.of(run).stream()
                .filter(row ->
                        row.undoOutcome() == UndoOutcome.KEPT || (row.outcome() == Outcome.DONE && !row.undoable()))
                .map(row -> row.touches() + " (" + (row.undoable() ? row.undoNote() : row.whyNot()) + ")")
                .toList();
    }

    @Override
    public List<String> notUndone(String run) {
        return rows.of(run).stream()
                .filter(row -> row.owed() || row.undoOutcome() == UndoOutcome.NOT_VERIFIED || unknown(row))
                .map(Ledger::inWords)
                .toList();
    }

    @Override
    public List<String> inForce(String run) {
        return rows.of(run).stream()
                .filter(row -> row.outcome() != Outcome.NOT_DONE && row.undoOutcome() != UndoOutcome.DONE)
                .map(Ledger::inWords)
                .toList();
    }

    private static boolean unknown(EffectRow row) {
        return row.open();
    }

    private static String inWords(EffectRow row) {
        var note = row.undoNote();
        if (note != null) return row.touches() + " (" + note + ")";
        return row.open() ? row.touches() + " (it is not known whether it happened)" : row.touches();
    }
}
