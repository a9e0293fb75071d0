package io.firedrill.engine.action;

import io.firedrill.engine.port.Answer;

/** What can be asked about, and done against, effects of one kind. Thread-safe. */
interface EffectKind {
    String name();

    /** Whether the intent was carried out; {@code Unsure} when nobody can tell. */
    Answer<Boolean> happened(EffectRow row, RunSystems systems);

    /** Takes it back; safe to repeat. */
    Answer<?> undo(EffectRow row, RunSystems systems);

    /** Whether it can still be seen outside. */
    Answer<Boolean> inForce(EffectRow row, RunSystems systems);
}
