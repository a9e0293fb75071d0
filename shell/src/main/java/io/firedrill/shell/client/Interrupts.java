package io.firedrill.shell.client;

/** What Ctrl-C does while something waits. */
public interface Interrupts {
    /** Calls back, on another thread, when the person presses Ctrl-C before the handle is closed. */
    Handle onInterrupt(Runnable action);

    interface Handle extends AutoCloseable {
        @Override
        void close();
    }
}
