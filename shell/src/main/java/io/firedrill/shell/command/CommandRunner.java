package io.firedrill.shell.command;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;

import org.springframework.shell.core.command.CommandContext;

import io.firedrill.shell.client.Exit;
import io.firedrill.shell.client.Failure;
import io.firedrill.shell.render.ErrorText;
import io.firedrill.shell.render.Style;

/** Runs one command line, from a script or typed, and gives its exit code. */
public final class CommandRunner {
    private final Surroundings surroundings;

    public CommandRunner(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** @param words as the caller's shell made them, without the program's name */
    public int run(List<String> words) {
        try {
            return execute(aliased(words));
        } catch (Failure failure) {
            boolean noColour = words.contains("--no-color");
            surroundings.console().err(ErrorText.of(failure, style(noColour)));
            return failure.exit().code();
        }
    }

    private Style style(boolean noColour) {
        return Style.of(surroundings.console().errIsTerminal(), noColour, surroundings.environment());
    }

    /** The usual spellings of help and version, and {@code run --help} for all of a noun. */
    private static List<String> aliased(List<String> words) {
        if (words.isEmpty() || isHelp(words.get(0))) return List.of("help");
        if (words.get(0).equals("--version") || words.get(0).equals("-V")) return List.of("version");
        if (words.size() == 2 && isHelp(words.get(1)) && !words.get(0).startsWith("-")) {
            return List.of("help", words.get(0));
        }
        return words;
    }

    private static boolean isHelp(String word) {
        return word.equals("--help") || word.equals("-h");
    }

    private int execute(List<String> words) {
        var commands = Commands.of(words.get(0));
        var parsed = CommandLine.parse(commands, words);
        try (var out = new PrintWriter(new ToConsole(surroundings.console()))) {
            var context = new CommandContext(parsed.input(), commands.registry(), out, surroundings);
            var status = parsed.act().execute(context);
            return status.code();
        } catch (Failure failure) {
            throw failure;
        } catch (Exception e) {
            throw Failure.caused(
                    Exit.FAILED, "FD-SHELL", "The command could not be run.", "Report it with firedrill version.", e);
        }
    }

    /** Spring Shell writes help here. */
    private static final class ToConsole extends Writer {
        private final Console console;

        ToConsole(Console console) {
            this.console = console;
        }

        @Override
        public void write(char[] text, int from, int length) {
            console.out(new String(text, from, length));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
