package io.firedrill.engine.comms;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.springframework.stereotype.Component;

/** Wakes the sender when this server has committed a message. Thread-safe. */
@Component
class Bell {
    private final Semaphore rung = new Semaphore(0);

    void ring() {
        // One permit is enough: the sender looks for everything that is due.
        if (rung.availablePermits() == 0) rung.release();
    }

    /** Returns once it was rung, or after this long. */
    void await(Duration atMost) throws InterruptedException {
        if (rung.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) rung.drainPermits();
    }
}
