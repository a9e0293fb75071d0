package io.firedrill.shell;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.firedrill.shell.client.Interrupts;

/**
 * Ctrl-C of a one-shot command: the JVM runs shutdown hooks and exits with 130 by itself. The hook tells the command and
 * gives it a moment for its last words.
 */
final class ShutdownInterrupts implements Interrupts {
    private static final long LAST_WORDS_SECONDS = 2;

    @Override
    public Handle onInterrupt(Runnable action) {
        var done = new CountDownLatch(1);
        var hook = new Thread(() -> interrupted(action, done), "firedrill-interrupted");
        Runtime.getRuntime().addShutdownHook(hook);
        return () -> {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException shuttingDown) {
                done.countDown();
            }
        };
    }

    private static void interrupted(Runnable action, CountDownLatch done) {
        action.run();
        try {
            done.await(LAST_WORDS_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
