package io.firedrill.engine.action;

import java.util.Optional;

import io.firedrill.engine.port.Answer;

/** What can be asked about, and done against, effects of one kind. Thread-safe. */
interface EffectKind {
    String name();

    /** Whether the intent was carried out; {@code Unsure} when nobody can tell. */
    Answer<Boolean> happened(EffectRow row, RunSystems systems);

    /** Takes it back; safe to repeat. */
    Answer<?> undo(EffectRow row, RunSystems systems);

    /**
     * Why a rollback leaves it in force although it could be undone; empty when it is to be undone. Asked when the
     * rollback reaches it; the end of a run's way forward does not ask.
     */
    default Optional<String> keptBecause(EffectRow row, RunSystems systems) {
        return Optional.empty();
    }

    /** Whether it can still be seen outside. */
    Answer<Boolean> inForce(EffectRow row, RunSystems systems);
}
