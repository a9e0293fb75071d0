package io.firedrill.engine.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.firedrill.engine.home.FiredrillHome;
import io.firedrill.engine.problem.FiredrillException;

class DatabasesTests {
    private static final DatabaseSettings EMBEDDED = new DatabaseSettings(null, null, null, 2);

    @TempDir
    Path home;

    @Test
    void withoutASettingTheServerStartsOnAFileInTheDataFolder() {
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class))
                .withUserConfiguration(DatabaseConfiguration.class)
                .withBean(FiredrillHome.class, () -> new FiredrillHome(home))
                .withBean(DatabaseSettings.class, () -> EMBEDDED)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBean(javax.sql.DataSource.class)
                                    .unwrap(com.zaxxer.hikari.HikariDataSource.class)
                                    .getJdbcUrl())
                            .startsWith("jdbc:h2:file:" + home);
                });

        assertThat(home.resolve("data/firedrill.mv.db")).exists();
        try (var again = Databases.open(EMBEDDED, new FiredrillHome(home))) {
            assertThat(JdbcClient.create(again)
                            .sql("select count(*) from ACT_GE_PROPERTY")
                            .query(Integer.class)
                            .single())
                    .isPositive();
        }
    }

    @Test
    void aSecondServerOnTheSameDataFolderIsToldSo() throws Exception {
        var other = startOtherServer("hold");
        try {
            assertThatThrownBy(() -> Databases.open(EMBEDDED, new FiredrillHome(home)))
                    .isInstanceOf(FiredrillException.class)
                    .hasMessageContaining("FD-HOME-IN-USE");
        } finally {
            kill(other);
        }
    }

    @Test
    void whatWasCommittedIsStillThereAfterTheServerIsKilled() throws Exception {
        kill(startOtherServer("commit"));

        try (var again = Databases.open(EMBEDDED, new FiredrillHome(home))) {
            assertThat(JdbcClient.create(again)
                            .sql("select count(*) from kept")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(100);
        }
    }

    @Test
    void aPasswordInsideTheAddressIsRefusedAndNotRepeated() {
        var settings = new DatabaseSettings("jdbc:postgresql://127.0.0.1/x?user=a&password=hunter2", null, null, 2);

        assertThatThrownBy(() -> Databases.open(settings, new FiredrillHome(home)))
                .hasMessageContaining("carries a password")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void aLiteralPasswordIsRefusedAndNotRepeated() {
        var settings = new DatabaseSettings("jdbc:postgresql://127.0.0.1/x", "a", "hunter2", 2);

        assertThatThrownBy(() -> Databases.open(settings, new FiredrillHome(home)))
                .hasMessageContaining("FD-SECRET-LITERAL")
                .hasMessageNotContaining("hunter2");
    }

    private Process startOtherServer(String what) throws IOException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        OtherServer.class.getName(),
                        home.toString(),
                        what)
                .redirectError(Files.createTempFile(home, "other", ".log").toFile())
                .start();
        var out = process.inputReader();
        for (var line = out.readLine(); !"ready".equals(line); line = out.readLine()) {
            assertThat(line).as("the other server ended").isNotNull();
        }
        return process;
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    /** Another server's process: opens the data folder, commits, and waits to be killed. */
    static final class OtherServer {
        private OtherServer() {}

        public static void main(String[] arguments) throws Exception {
            var database = Databases.open(EMBEDDED, new FiredrillHome(Path.of(arguments[0])));
            var jdbc = JdbcClient.create(database);
            if (arguments[1].equals("commit")) {
                jdbc.sql("create table kept (id int primary key)").update();
                for (int i = 0; i < 100; i++)
                    jdbc.sql("insert into kept values (?)").param(i).update();
            }
            System.out.println("ready");
            Thread.sleep(60_000);
        }
    }
}
