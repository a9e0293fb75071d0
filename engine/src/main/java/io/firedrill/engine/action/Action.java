package io.firedrill.engine.action;

/** One thing a runbook can call by its topic. Runs on its own thread without a transaction; must be safe to repeat. */
public interface Action {
    String topic();

    /**
     * Carries it out. Every change goes through {@link ActionContext#effect}. Throws {@link Fault} for an expected
     * failure, {@link Again} for a technical one, {@link Undecided} when a person must decide; anything else counts as
     * technical.
     */
    ActionResult perform(ActionContext context);
}
