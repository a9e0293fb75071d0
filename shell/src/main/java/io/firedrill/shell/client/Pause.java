package io.firedrill.shell.client;

import java.time.Duration;

/** Waiting between tries; tests do not. */
public interface Pause {
    void of(Duration time) throws InterruptedException;

    Pause REAL = time -> Thread.sleep(time.toMillis());
}
