package io.firedrill.engine.action;

import java.time.Duration;

/** A technical failure: the attempt counts, and the next one comes not sooner than this. */
public final class Again extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final Duration after;
    private final String why;

    public Again(String why, Duration after) {
        super(why);
        this.why = why;
        this.after = after;
    }

    public Duration after() {
        return after;
    }

    public String why() {
        return why;
    }
}
