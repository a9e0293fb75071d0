package io.firedrill.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import io.firedrill.engine.comms.Messages;
import io.firedrill.engine.library.Library;
import io.firedrill.engine.target.Targets;
import io.firedrill.engine.testing.TestDatabase;

/** The engine as a server finds it: by auto-configuration alone, from outside its packages. */
class EngineStartTests {
    @TempDir
    Path home;

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
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

    private static ConfigurableApplicationContext start(String... arguments) {
        var application = new SpringApplication(AnyServer.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        return application.run(arguments);
    }
}
