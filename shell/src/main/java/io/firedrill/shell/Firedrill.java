package io.firedrill.shell;

import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import org.jline.terminal.TerminalBuilder;

import io.firedrill.shell.client.Failure;
import io.firedrill.shell.client.Follow;
import io.firedrill.shell.client.Interrupts;
import io.firedrill.shell.client.Pause;
import io.firedrill.shell.client.Server;
import io.firedrill.shell.command.CommandRunner;
import io.firedrill.shell.command.Console;
import io.firedrill.shell.command.Surroundings;
import io.firedrill.shell.render.ErrorText;
import io.firedrill.shell.render.Style;

/** The client: one command and its exit code, or, without a command, the interactive shell. */
public final class Firedrill {
    private Firedrill() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.getenv()));
    }

    private static int run(List<String> words, Map<String, String> environment) {
        var console = new SystemConsole(environment);
        if (!words.isEmpty())
            return new CommandRunner(around(console, environment, new ShutdownInterrupts())).run(words);
        try {
            if (console.canAsk() && console.outIsTerminal()) return interactive(environment);
            throw Failure.usage("There is no command, and no terminal to ask for one.", "See: firedrill help");
        } catch (Failure failure) {
            console.err(ErrorText.of(failure, Style.of(console.errIsTerminal(), false, environment)));
            return failure.exit().code();
        } catch (IOException e) {
            console.err("Error FD-TERMINAL: this terminal cannot be used.\nNext: Give the command as arguments.");
            return 1;
        }
    }

    private static int interactive(Map<String, String> environment) throws IOException {
        try (var terminal = Prompt.terminal(TerminalBuilder.SystemOutput.SysOut)) {
            var interrupts = new TerminalInterrupts(terminal);
            var surroundings = around(new TerminalConsole(terminal), environment, interrupts);
            var style = Style.of(true, false, environment);
            var server = Server.of(
                    environment.getOrDefault("FIREDRILL_SERVER", Server.DEFAULT),
                    "true".equals(environment.get("FIREDRILL_ALLOW_HTTP")));
            terminal.writer()
                    .println("Firedrill " + version() + " at " + server.base() + ". Tab completes; help, exit.");
            var name = server.isLoopback() ? style.dim(server.name()) : style.warn(server.name());
            new InteractiveShell(terminal, interrupts, surroundings, style.bold("firedrill") + " " + name + "> ")
                    .run(new String[0]);
        }
        return 0;
    }

    /** What commands see, as a real start makes it. */
    static Surroundings around(Console console, Map<String, String> environment, Interrupts interrupts) {
        return new Surroundings(
                console,
                environment,
                InstantSource.system(),
                ZoneId::systemDefault,
                Pause.REAL,
                interrupts,
                Follow.Pace.NORMAL,
                version());
    }

    private static String version() {
        var version = Firedrill.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
