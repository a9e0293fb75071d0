package io.firedrill.web.security;

import java.time.Duration;

/** Asked too often; the answer says when to come back. */
public final class TooManyTriesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    public TooManyTriesException(String what, Duration retryAfter) {
        super(what);
        this.retryAfter = retryAfter;
    }

    public long retryAfterSeconds() {
        return Math.max(1, (retryAfter.toMillis() + 999) / 1000);
    }
}
