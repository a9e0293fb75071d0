package io.firedrill.integrations.sandbox.net;

/** Answers requests; called from many threads. */
@FunctionalInterface
public interface Handler {
    Reply handle(Request request);
}
