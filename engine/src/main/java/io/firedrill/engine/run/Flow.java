package io.firedrill.engine.run;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.firedrill.runbooks.model.Runbook;

/** How diagrams are carried out. Calls join the caller's transaction, except {@link #deploy}. Thread-safe. */
public interface Flow {
    /** Makes this version known to the engine, once; returns its definition id. Needs no transaction. */
    String deploy(Runbook runbook);

    /** Starts an instance; returns its id. */
    String start(String definition, String run, Map<String, @Nullable Object> variables);

    /** Lets a checkpoint go ahead. */
    void approve(String instance, String step);

    /** Sends the message that starts the diagram's rollback; interrupts what is under way. */
    void rollBack(String instance);

    /** Gives a step that is out of retries new ones. */
    void retry(String instance, String step);

    /** Ends a stuck step as if it were done. */
    void skip(String instance, String step);

    /** Forgets the instance; undoes nothing. */
    void drop(String instance);
}
