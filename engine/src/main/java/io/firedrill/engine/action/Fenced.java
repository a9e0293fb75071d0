package io.firedrill.engine.action;

/** A new effect may not start now: the run is halted, rolls back, or its task was taken away. */
final class Fenced extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Fenced(String why) {
        super(why);
    }
}
