package io.firedrill.shell;

import java.io.IOException;

import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

import io.firedrill.shell.client.Exit;
import io.firedrill.shell.client.Failure;

/** Asks one question on the terminal, through standard error, so that piped data stays clean. */
final class Prompt {
    private Prompt() {}

    static @Nullable String ask(String prompt, boolean secret) {
        try (var terminal = TerminalBuilder.builder()
                .system(true)
                .systemOutput(TerminalBuilder.SystemOutput.SysErr)
                .build()) {
            var reader = LineReaderBuilder.builder()
                    .terminal(terminal)
                    .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                    .build();
            return secret ? reader.readLine(prompt, '\0') : reader.readLine(prompt);
        } catch (UserInterruptException e) {
            throw Failure.of(Exit.INTERRUPTED, "FD-INTERRUPTED", "Interrupted; nothing was done.", "");
        } catch (EndOfFileException e) {
            return null;
        } catch (IOException e) {
            throw Failure.caused(
                    Exit.FAILED, "FD-TERMINAL", "Cannot ask on this terminal.", "Use --no-input with the options.", e);
        }
    }
}
