package io.firedrill.engine.schedule;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import io.firedrill.engine.database.Schema;

/**
 * A server in a process of its own that plans a drill, claims its slot when the alarm rings, and dies before it starts
 * the run. Arguments: address of the database, its user, data folder.
 */
final class DyingServer {
    static final int KILLED = 137;
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private DyingServer() {}

    /** Until it is dead; the exit code says how. */
    static int run(String url, String user, Path home) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        "-Xmx256m",
                        "-Duser.timezone=UTC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DyingServer.class.getName(),
                        url,
                        user,
                        home.toString())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("dying-server.log").toFile())
                .start();
        try {
            return process.waitFor(LONGEST.multipliedBy(2).toSeconds(), TimeUnit.SECONDS) ? process.exitValue() : -1;
        } finally {
            process.destroyForcibly();
        }
    }

    static HikariDataSource open(String url, String user) {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword("");
        config.setMaximumPoolSize(10);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        return new HikariDataSource(config);
    }

    public static void main(String[] arguments) {
        var starts = new CountedStarts();
        starts.death = CountedStarts.Death.OF_THE_PROCESS;
        var dataSource = open(arguments[0], arguments[1]);
        Schema.migrate(dataSource);
        try (var server =
                new ScheduleFixture(dataSource, Path.of(arguments[2]), InstantSource.system(), starts, true)) {
            server.plans().add(ScheduleFixture.monthlyAt(Instant.now().plusSeconds(2), null, Map.of(), null), "otto");
            // Only its death gets it out of here before that.
            ScheduleFixture.await(
                    () -> false, () -> server.plans().past(new PlanId(1), 1) + " " + List.copyOf(starts.asked));
        }
    }
}
