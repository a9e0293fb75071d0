package io.firedrill.host;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds a call to an outside system until it is let go. */
final class Latch implements Runnable {
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    @Override
    public void run() {
        reached.countDown();
        await(released);
    }

    void awaitReached() {
        await(reached);
    }

    void release() {
        released.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(EngineFixture.PATIENCE.toMillis(), TimeUnit.MILLISECONDS))
                throw new AssertionError("Waited in vain for a held call.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while a call was held.", e);
        }
    }
}
