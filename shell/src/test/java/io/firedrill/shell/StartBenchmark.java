package io.firedrill.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How long a one-shot read takes, as a ratio to a bare JVM that says hello, both from process start to exit and taken in
 * turns. Not a test: run it as the documentation of the shell says.
 */
public final class StartBenchmark {
    private static final int ROUNDS = 40;
    private static final int WARM_UP = 5;

    private StartBenchmark() {}

    /** What a bare JVM does. */
    public static final class Hello {
        private Hello() {}

        public static void main(String[] arguments) {
            System.out.println("hello");
        }
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var launcher = Path.of(arguments.length > 0 ? arguments[0] : "shell/bin/firedrill")
                .toAbsolutePath();
        var home = Files.createTempDirectory("firedrill-benchmark");
        try (var server = new StubServer()) {
            var list =
                    "{\"schema\":\"firedrill.runs/v1\",\"items\":[" + Documents.run("R-1", "drill", "running") + "]}";
            server.on("GET", "/runs", StubServer.json(list));
            var environment = Map.of(
                    "FIREDRILL_SERVER", server.address(),
                    "FIREDRILL_TOKEN", "none",
                    "FIREDRILL_HOME", home.toString(),
                    "XDG_CACHE_HOME", home.toString(),
                    "JAVA_HOME", System.getProperty("java.home"));
            var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            var hello = List.of(java, "-cp", System.getProperty("java.class.path"), Hello.class.getName());
            var read = List.of(launcher.toString(), "run", "list");
            var first = time(read, environment);
            waitForArchive(home);
            measure(hello, read, environment, first);
        }
    }

    private static void measure(List<String> hello, List<String> read, Map<String, String> environment, double first)
            throws IOException, InterruptedException {
        var bare = new ArrayList<Double>();
        var shell = new ArrayList<Double>();
        for (int i = 0; i < WARM_UP + ROUNDS; i++) {
            double b = time(hello, environment);
            double s = time(read, environment);
            if (i < WARM_UP) continue;
            bare.add(b);
            shell.add(s);
        }
        System.out.printf("java %s, %d rounds%n", System.getProperty("java.version"), ROUNDS);
        System.out.printf("bare JVM, hello         least %5.0f ms  median %5.0f ms%n", at(bare, 0), at(bare, 0.5));
        System.out.printf("firedrill run list      least %5.0f ms  median %5.0f ms%n", at(shell, 0), at(shell, 0.5));
        System.out.printf("firedrill, first call   %5.0f ms, without an archive%n", first);
        // On a busy machine the least times say most: nothing else makes a start faster.
        System.out.printf(
                "ratio                   least %.2f  median %.2f (goal: at most 3)%n",
                at(shell, 0) / at(bare, 0), at(shell, 0.5) / at(bare, 0.5));
    }

    private static void waitForArchive(Path home) {
        var cache = home.resolve("firedrill").toFile();
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (System.nanoTime() < deadline) {
            var files = cache.list((folder, name) -> name.endsWith(".jsa"));
            if (files != null && files.length > 0) return;
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        throw new IllegalStateException("The launcher made no archive in " + cache);
    }

    private static double time(List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        var builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        long start = System.nanoTime();
        var process = builder.start();
        int code = process.waitFor();
        double time = (System.nanoTime() - start) / 1e6;
        if (code != 0) throw new IllegalStateException(command + " ended with " + code);
        return time;
    }

    private static double at(List<Double> times, double share) {
        var sorted = times.stream().sorted(Comparator.naturalOrder()).toList();
        return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * (sorted.size() - 1))));
    }
}
