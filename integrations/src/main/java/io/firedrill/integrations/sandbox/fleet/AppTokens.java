package io.firedrill.integrations.sandbox.fleet;

import java.time.Duration;
import java.time.Instant;

/** What an app holds for one API. */
record AppTokens(String access, String refresh, Instant got, Instant expires) {
    /** Whether a careful app would refresh now: in the last third of the token's life. */
    boolean old(Instant now) {
        return now.isAfter(expires.minus(Duration.between(got, expires).dividedBy(3)));
    }

    @Override
    public String toString() {
        return "AppTokens[expires=" + expires + "]";
    }
}
