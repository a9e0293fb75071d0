package io.firedrill.shell;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;

import io.firedrill.shell.client.Follow;
import io.firedrill.shell.client.Pause;
import io.firedrill.shell.command.CommandRunner;
import io.firedrill.shell.command.Surroundings;

/** The client: one command and its exit code, or, without a command, the interactive shell. */
public final class Firedrill {
    private Firedrill() {}

    public static void main(String[] arguments) {
        var console = new SystemConsole(System.getenv());
        var surroundings = new Surroundings(
                console,
                System.getenv(),
                InstantSource.system(),
                ZoneId.systemDefault(),
                Pause.REAL,
                new ShutdownInterrupts(),
                Follow.Pace.NORMAL,
                version());
        int code = new CommandRunner(surroundings).run(List.of(arguments));
        console.flush();
        System.exit(code);
    }

    private static String version() {
        var version = Firedrill.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
