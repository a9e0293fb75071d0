package io.firedrill.shell;

import java.util.concurrent.atomic.AtomicReference;

import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

import io.firedrill.shell.client.Interrupts;

/** Ctrl-C in the interactive shell: ends what the command waits for, never the shell. */
final class TerminalInterrupts implements Interrupts {
    private final Terminal terminal;
    private final AtomicReference<@Nullable Runnable> action = new AtomicReference<>();

    TerminalInterrupts(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Runs the command with Ctrl-C as a request to it. */
    void during(Runnable command) {
        var runs = Thread.currentThread();
        var before = terminal.handle(Terminal.Signal.INT, signal -> {
            var told = action.get();
            if (told == null) runs.interrupt();
            else told.run();
        });
        try {
            command.run();
        } finally {
            terminal.handle(Terminal.Signal.INT, before);
            // What came too late must not end the next line.
            Thread.interrupted();
        }
    }

    @Override
    public Handle onInterrupt(Runnable told) {
        action.set(told);
        return () -> action.set(null);
    }
}
