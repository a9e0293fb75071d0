package io.firedrill.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.firedrill.engine.comms.Messages;
import io.firedrill.engine.comms.Outbox;
import io.firedrill.engine.library.Library;
import io.firedrill.engine.port.Messenger;
import io.firedrill.engine.target.Targets;
import io.firedrill.engine.testing.TestDatabase;
import io.firedrill.runbooks.model.MessageTemplate;

/** The engine as a server finds it: by auto-configuration alone, from outside its packages. */
class EngineStartTests {
    @TempDir
    Path home;

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(MemoryChat.class)
    static class AnyServer {}

    @Test
    void startsOnAnEmptyDataFolderAndAgainOnTheSame() {
        for (int start = 0; start < 2; start++) {
            try (var server = start("--firedrill.home=" + home)) {
                assertThat(server.getBean(Library.class).newest()).isNotEmpty();
                assertThat(server.getBean(Library.class).problems()).isEmpty();
                assertThat(server.getBean(Targets.class).problems()).isEmpty();
                assertThat(server.getBean(Messages.class).of("R-1")).isEmpty();
            }
        }
        assertThat(home.resolve("data/firedrill.mv.db")).exists();
    }

    @Test
    void aQueuedMessageReachesTheChatOfATargetThatCameWithAnAdapter() {
        try (var server = start("--firedrill.home=" + home)) {
            var target = server.getBean(Targets.class).find("practice").orElseThrow();
            assertThat(target.origin()).isEqualTo("sandbox");
            assertThat(server.getBean(Targets.class)
                            .check("practice", false)
                            .get("chat")
                            .healthy())
                    .isTrue();
            var template =
                    new MessageTemplate("start", "a".repeat(64), "mia", "all", "incident", List.of(), "c", "d", "Now.");
            new TransactionTemplate(server.getBean(PlatformTransactionManager.class))
                    .executeWithoutResult(status -> server.getBean(Outbox.class)
                            .queue(new Outbox.Order("R-1/start", "R-1", "practice", false, template, Map.of())));

            waitUntil(() ->
                    server.getBean(Messages.class).of("R-1").get(0).state().equals("sent"));

            assertThat(server.getBean(MemoryChat.class).posts)
                    .extracting(Messenger.Post::channel)
                    .containsExactly("#practice");
        }
    }

    @Test
    void startsOnPostgresqlByItsAddress() {
        try (var database = TestDatabase.openEmpty(TestDatabase.Vendor.POSTGRESQL);
                var server = start(
                        "--firedrill.home=" + home,
                        "--firedrill.database.url=" + database.dataSource().getJdbcUrl(),
                        "--firedrill.database.user=" + database.dataSource().getUsername(),
                        "--firedrill.database.pool-size=5")) {
            assertThat(server.getBean(Library.class).newest()).isNotEmpty();
            assertThat(database.jdbc()
                            .sql("select count(*) from fd_runbook_version")
                            .query(Integer.class)
                            .single())
                    .isPositive();
        }
        assertThat(Files.exists(home.resolve("data"))).isFalse();
    }

    private static void waitUntil(BooleanSupplier condition) {
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still waiting").isLessThan(deadline);
            LockSupport.parkNanos(5_000_000);
        }
    }

    private static ConfigurableApplicationContext start(String... arguments) {
        var application = new SpringApplication(AnyServer.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        return application.run(arguments);
    }
}
