package io.firedrill.shell;

import java.io.IOException;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

import io.firedrill.shell.client.Exit;
import io.firedrill.shell.client.Failure;

/** Asks one question on a terminal. Nothing typed here is kept in a history. */
final class Prompt {
    private static final Logger JLINE = Logger.getLogger("org.jline");

    private Prompt() {}

    /** On standard error, so that data piped from standard output stays clean. */
    static @Nullable String ask(String prompt, boolean secret) {
        try (var terminal = terminal(TerminalBuilder.SystemOutput.SysErr)) {
            return ask(terminal, prompt, secret);
        } catch (IOException e) {
            throw Failure.caused(
                    Exit.FAILED, "FD-TERMINAL", "Cannot ask on this terminal.", "Use --no-input with the options.", e);
        }
    }

    static @Nullable String ask(Terminal terminal, String prompt, boolean secret) {
        var reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .variable(LineReader.DISABLE_HISTORY, true)
                .variable(LineReader.DISABLE_COMPLETION, true)
                .build();
        try {
            return secret ? reader.readLine(prompt, '\0') : reader.readLine(prompt);
        } catch (UserInterruptException e) {
            throw Failure.of(Exit.INTERRUPTED, "FD-INTERRUPTED", "Interrupted; nothing was done.", "");
        } catch (EndOfFileException e) {
            return null;
        }
    }

    /** JLine reports what it cannot do with stack traces on standard error; what matters to a person is said by us. */
    static void quietJLine() {
        JLINE.setLevel(Level.OFF);
    }

    static Terminal terminal(TerminalBuilder.SystemOutput output) throws IOException {
        quietJLine();
        var builder = TerminalBuilder.builder().name("firedrill").system(true).systemOutput(output);
        // stty does it on every Unix, without a native library unpacked into a folder that others can write.
        if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("windows")) builder.provider("exec");
        return builder.build();
    }
}
