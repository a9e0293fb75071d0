package io.firedrill.shell;

import java.io.IOException;
import java.util.List;

import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.springframework.shell.core.ShellRunner;

import io.firedrill.shell.command.CommandRunner;
import io.firedrill.shell.command.Suggestions;
import io.firedrill.shell.command.Surroundings;

/** Reads lines with completion and history, and runs each as one command would. Leaving it leaves runs as they are. */
final class InteractiveShell implements ShellRunner {
    private final Terminal terminal;
    private final TerminalInterrupts interrupts;
    private final Surroundings surroundings;
    private final String prompt;

    InteractiveShell(Terminal terminal, TerminalInterrupts interrupts, Surroundings surroundings, String prompt) {
        this.terminal = terminal;
        this.interrupts = interrupts;
        this.surroundings = surroundings;
        this.prompt = prompt;
    }

    @Override
    public void run(String[] none) throws IOException {
        var reader = reader();
        var commands = new CommandRunner(surroundings);
        while (true) {
            try {
                reader.readLine(prompt);
                var words = words(reader.getParsedLine());
                if (words.isEmpty()) continue;
                if (words.size() == 1
                        && (words.get(0).equals("exit") || words.get(0).equals("quit"))) return;
                interrupts.during(() -> commands.run(words));
            } catch (UserInterruptException e) {
                // Ctrl-C on a half-typed line: a new line.
            } catch (EndOfFileException e) {
                return;
            }
        }
    }

    /** Without the empty word that stands for the cursor behind the blanks at the end of a line. */
    private static List<String> words(ParsedLine line) {
        var words = line.words();
        int last = words.size() - 1;
        boolean blank = last >= 0
                && (line.line().isBlank()
                        || (line.wordIndex() == last && line.line().endsWith(" ")));
        return blank && words.get(last).isEmpty() ? words.subList(0, last) : words;
    }

    private LineReader reader() throws IOException {
        return LineReaderBuilder.builder()
                .appName("firedrill")
                .terminal(terminal)
                .parser(new LineWords())
                .completer(completer())
                .history(new CarefulHistory())
                .variable(LineReader.HISTORY_FILE, CarefulHistory.file(surroundings))
                .variable(LineReader.HISTORY_SIZE, 1000)
                .variable(LineReader.HISTORY_FILE_SIZE, 1000)
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, "... ")
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.HISTORY_TIMESTAMPED, false)
                .build();
    }

    private Completer completer() {
        var suggestions = new Suggestions(surroundings);
        return (reader, line, candidates) -> {
            List<String> before = line.words().subList(0, line.wordIndex());
            var current = line.word().substring(0, line.wordCursor());
            for (var next : suggestions.next(before, current)) {
                var description = next.description().isEmpty() ? null : next.description();
                candidates.add(new Candidate(next.value(), next.value(), null, description, null, null, next.whole()));
            }
        };
    }
}
