package io.firedrill.shell;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.firedrill.shell.client.Follow;
import io.firedrill.shell.client.Interrupts;
import io.firedrill.shell.command.CommandRunner;
import io.firedrill.shell.command.Surroundings;

/** The shell with a fake terminal, a home of its own, and no waiting. */
public final class ShellUnderTest implements Interrupts {
    static final Follow.Pace QUICK =
            new Follow.Pace(Duration.ofSeconds(2), Duration.ofMillis(10), Duration.ofSeconds(2));

    final FakeConsole console = new FakeConsole();
    final Map<String, String> environment = new HashMap<>();
    final List<Duration> waits = new ArrayList<>();
    final Path home;
    Follow.Pace pace = QUICK;
    private volatile Runnable onInterrupt = () -> {};

    ShellUnderTest(Path home, StubServer server) {
        this(home, server.address());
    }

    ShellUnderTest(Path home, String address) {
        this.home = home;
        environment.put("FIREDRILL_HOME", home.toString());
        environment.put("FIREDRILL_SERVER", address);
        environment.put("FIREDRILL_TOKEN", "fdp_secret-of-the-test");
    }

    int run(String... words) {
        var surroundings = new Surroundings(
                console, environment, InstantSource.system(), () -> ZoneOffset.UTC, waits::add, this, pace, "1.2.3");
        return new CommandRunner(surroundings).run(List.of(words));
    }

    String out() {
        return console.out.toString();
    }

    String err() {
        return console.err.toString();
    }

    void pressCtrlC() {
        onInterrupt.run();
    }

    @Override
    public Handle onInterrupt(Runnable action) {
        onInterrupt = action;
        return () -> onInterrupt = () -> {};
    }
}
