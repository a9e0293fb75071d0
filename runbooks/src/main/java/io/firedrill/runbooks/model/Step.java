package io.firedrill.runbooks.model;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One thing in the diagram that takes time.
 *
 * @param id the BPMN element's id
 * @param title the element's name
 * @param kind what it is
 * @param action the external task's topic; null for checkpoints and waits
 * @param inputs the task's input parameters, as written
 * @param undoStep id of the task that undoes it; null when none
 * @param undoes id of the step this one undoes (a compensation task); null for ordinary steps
 * @param inRollback true inside the "Roll back" event sub-process
 * @param documentation the element's documentation: what a person does by hand instead; empty when none
 */
public record Step(
        String id,
        String title,
        Kind kind,
        @Nullable String action,
        Map<String, String> inputs,
        @Nullable String undoStep,
        @Nullable String undoes,
        boolean inRollback,
        String documentation) {
    public enum Kind {
        /** An external task whose action changes something. */
        ACTION,
        /** An external task that only reads. */
        PROBE,
        /** An external task that posts a message. */
        COMMS,
        /** A user task: a person approves or rejects. */
        CHECKPOINT,
        /** A timer. */
        WAIT,
        /** A compensation task. */
        UNDO
    }
}
