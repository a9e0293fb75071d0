package io.firedrill.engine.run;

import io.firedrill.runbooks.catalogue.ActionCatalogue;
import io.firedrill.runbooks.model.Step;

/** What a step does to the world, in one word. */
final class StepEffects {
    private StepEffects() {}

    static String label(Step step) {
        return switch (step.kind()) {
            case ACTION, UNDO -> "changes";
            case PROBE -> "reads";
            case COMMS -> "messages";
            case CHECKPOINT, WAIT -> "waits";
        };
    }

    /** The same for a preview, where an action nobody knows is not guessed at. */
    static String preview(Step step) {
        var action = step.action();
        if (action != null && ActionCatalogue.shipped().find(action).isEmpty()) return "cannot tell";
        return step.kind() == Step.Kind.CHECKPOINT || step.kind() == Step.Kind.WAIT ? "reads" : label(step);
    }
}
