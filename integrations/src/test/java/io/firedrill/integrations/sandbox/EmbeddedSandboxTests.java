package io.firedrill.integrations.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.yaml.snakeyaml.Yaml;

import io.firedrill.engine.port.SystemKind;
import io.firedrill.engine.port.TargetSource;

/** How the estate comes with the server, and how it stays away. */
class EmbeddedSandboxTests {
    @TempDir
    private Path home;

    private ApplicationContextRunner server() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(SandboxConfiguration.class))
                .withBean(InstantSource.class, Clock::systemUTC)
                .withPropertyValues("firedrill.home=" + home, "firedrill.sandbox.fleet.installs=2");
    }

    @Test
    void offersATargetThatNamesAllItsSystemsForBothModes() {
        server().run(context -> {
            var targets = context.getBean(TargetSource.class).targets();
            assertThat(targets).hasSize(1);
            Map<String, Object> target = new Yaml().load(targets.get(0));

            assertThat(target).containsEntry("name", "sandbox").containsEntry("service", "sandbox");
            assertThat(target.get("systems"))
                    .asInstanceOf(InstanceOfAssertFactories.MAP)
                    .containsOnlyKeys("auth-server", "gateway", "chat", "fleet")
                    .allSatisfy((name, system) -> assertThat(system)
                            .asInstanceOf(InstanceOfAssertFactories.MAP)
                            .containsOnlyKeys("kind", "drill", "real"));
            assertThat(target).containsKeys("channels", "canaries");
        });
    }

    @Test
    void everyKindOfTheTargetIsThereAndTakesItsSettings() {
        server().run(context -> {
            var kinds = context.getBeansOfType(SystemKind.class).values();

            assertThat(kinds)
                    .extracting(kind -> ((SystemKind<?>) kind).name())
                    .containsExactlyInAnyOrder("sandbox-auth", "sandbox-gateway", "sandbox-chat", "sandbox-fleet");
        });
    }

    @Test
    void keepsItsCredentialsInPrivateFilesAndTheTargetCarriesReferencesOnly() {
        server().run(context -> {
            var text = context.getBean(TargetSource.class).targets().get(0);
            var file = home.resolve("sandbox/admin-token");

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(text).contains("file:" + file.toAbsolutePath()).doesNotContain(Files.readString(file));
        });
    }

    @Test
    void staysAwayWhenSwitchedOffButItsKindsRemain() {
        server().withPropertyValues("firedrill.sandbox.enabled=false").run(context -> {
            assertThat(context).doesNotHaveBean(TargetSource.class).hasBean("sandboxAuthKind");
        });
    }

    @Test
    void staysAwayInProduction() {
        server().withPropertyValues("spring.profiles.active=production")
                .run(context -> assertThat(context).doesNotHaveBean(TargetSource.class));
    }

    @Test
    void wrongSettingsStopTheStart() {
        server().withPropertyValues("firedrill.sandbox.fleet.installs=100000")
                .run(context -> assertThat(context).hasFailed());
        server().withPropertyValues("firedrill.sandbox.auth.access-token-life=0s")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("firedrill.sandbox.auth.access-token-life"));
    }
}
