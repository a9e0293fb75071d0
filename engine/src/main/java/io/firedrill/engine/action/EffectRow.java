package io.firedrill.engine.action;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One effect in the ledger.
 *
 * @param key unique in the run and stable over attempts
 * @param touches what it changes, in words for the timeline
 * @param facts what asking and undoing need: the state before, keys, nodes; no secrets
 * @param undoable false when it stays; then {@code whyNot} says why
 * @param outcome null while only the intent is known
 * @param undoOutcome null while it was not undone
 */
public record EffectRow(
        long id,
        String run,
        String step,
        String kind,
        String key,
        int attempt,
        String touches,
        Map<String, Object> facts,
        boolean undoable,
        @Nullable String whyNot,
        String owner,
        Instant ownerUntil,
        Instant intentAt,
        @Nullable Outcome outcome,
        Map<String, Object> result,
        @Nullable UndoOutcome undoOutcome,
        @Nullable String undoNote) {
    public enum Outcome {
        DONE,
        /** The system said no or nothing happened. */
        NOT_DONE
    }

    public enum UndoOutcome {
        DONE,
        /** Could be undone and was left in force on purpose; the note says why. */
        KEPT,
        /** Undone, but the end state did not show it. */
        NOT_VERIFIED
    }

    public boolean open() {
        return outcome == null;
    }

    /** Still to be undone. */
    public boolean owed() {
        return outcome != Outcome.NOT_DONE && undoable && undoOutcome == null;
    }

    public String fact(String name) {
        var value = facts.get(name);
        if (value == null)
            throw new IllegalArgumentException("Effect " + key + " of " + run + " has no fact '" + name + "'.");
        return String.valueOf(value);
    }
}
