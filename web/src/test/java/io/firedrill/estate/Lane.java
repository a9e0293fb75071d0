package io.firedrill.estate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.firedrill.integrations.sandbox.SandboxProcess;

/** An estate in a process of its own, and one mortal server after the other on it. Used by one thread. */
final class Lane implements AutoCloseable {
    private static final int LONGEST_SECONDS = 200;

    private final QuickJava java;
    private final Path folder;
    private final Path target;
    private final Process estate;
    private final SandboxDoor sandbox;
    private int runs;

    Lane(QuickJava java, Path folder, Duration tokenLife) {
        this.java = java;
        this.folder = made(folder);
        this.target = folder.resolve("target.yaml");
        this.estate = java.start(
                folder.resolve("estate.out"),
                SandboxProcess.class,
                "--folder=" + folder.resolve("estate"),
                "--target-file=" + target,
                "--lifetime=30m",
                "--firedrill.sandbox.fleet.installs=6",
                "--firedrill.sandbox.fleet.requests-per-second=6",
                "--firedrill.sandbox.auth.access-token-life=" + tokenLife.toSeconds() + "s");
        RunningServer.await("the estate", Duration.ofSeconds(90), () -> Files.exists(target) || !estate.isAlive());
        this.sandbox = new SandboxDoor(MortalServer.read(target));
    }

    /** One start without a drill, whose classes the later ones find in their archive. */
    void record() throws InterruptedException {
        var output = folder.resolve("record.out");
        var process = java.recording(
                output,
                MortalServer.class,
                folder.resolve("recorded").toString(),
                target.toString(),
                MortalServer.ONLY_START,
                "");
        assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) ? process.exitValue() : -1)
                .as(() -> MortalServer.read(output))
                .isZero();
    }

    SandboxDoor sandbox() {
        return sandbox;
    }

    /**
     * @param deaths when it died; it was started again each time
     * @param summary of the run's last event
     */
    record End(Path home, List<Instant> deaths, String state, boolean intact, int events, String summary) {
        int restarts() {
            return deaths.size();
        }

        String installation() {
            return MortalServer.read(home.resolve("keys/installation.id")).strip() + "-R-1/";
        }

        String timeline() {
            return MortalServer.read(home.resolve("timeline"));
        }
    }

    /** One drill on a fresh data folder, killed at each of these points in turn, then left to end. */
    End drill(List<KillPoint> deaths, String abortAt) {
        var home = home();
        var died = new ArrayList<Instant>();
        for (var death : deaths) {
            var status = server(home, death.toString(), abortAt);
            if (status == 0) return end(home, died);
            assertThat(status).as(() -> "at " + death + "\n" + output(home)).isEqualTo(MortalServer.KILLED);
            died.add(Instant.now());
        }
        assertThat(server(home, "", abortAt))
                .as(() -> "after " + deaths + "\n" + output(home))
                .isZero();
        return end(home, died);
    }

    /** The same, killed from outside once its journal holds this event. */
    End drillKilledFromOutside(Duration after) {
        var home = home();
        var process = begin(home, "", "");
        try {
            RunningServer.await(
                    "the drill's first steps",
                    Duration.ofSeconds(90),
                    () -> sandbox.liveCanaries() > 0 || !process.isAlive());
            assertThat(process.waitFor(after.toMillis(), TimeUnit.MILLISECONDS)).isFalse();
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        var died = Instant.now();
        assertThat(server(home, "", "")).as(() -> output(home)).isZero();
        return end(home, List.of(died));
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path home() {
        return folder.resolve("home-" + ++runs);
    }

    private int server(Path home, String death, String abortAt) {
        var process = begin(home, death, abortAt);
        try {
            if (process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) return process.exitValue();
            throw new AssertionError("A server hangs, to die at '" + death + "'\n" + output(home));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            process.destroyForcibly();
        }
    }

    private Process begin(Path home, String death, String abortAt) {
        return java.start(output(home, death), MortalServer.class, home.toString(), target.toString(), death, abortAt);
    }

    private static End end(Path home, List<Instant> deaths) {
        var lines = MortalServer.read(home.resolve("end")).split("\n", -1);
        return new End(home, deaths, lines[0], Boolean.parseBoolean(lines[1]), Integer.parseInt(lines[2]), lines[3]);
    }

    private static Path output(Path home, String death) {
        return home.resolveSibling(home.getFileName() + "-" + death.replaceAll("[^A-Za-z0-9-]", "_") + ".out");
    }

    private static String output(Path home) {
        var text = new StringBuilder();
        try (var files = Files.newDirectoryStream(home.toAbsolutePath().getParent(), home.getFileName() + "-*.out")) {
            for (var file : files) text.append(file.getFileName()).append(":\n").append(MortalServer.read(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    @Override
    public void close() {
        try {
            estate.getOutputStream().close();
            if (!estate.waitFor(20, TimeUnit.SECONDS)) estate.destroyForcibly();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
