package io.firedrill.integrations.sandbox;

import static io.firedrill.integrations.contract.Answers.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

import io.firedrill.engine.port.Binding;
import io.firedrill.engine.port.Secret;
import io.firedrill.integrations.sandbox.adapter.SandboxAuthKind;

/** The estate in a process of its own. */
@Tag("real")
class SandboxProcessTests {
    private static final Duration START = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void writesItsTargetAnswersAndEndsWhenItsInputCloses() throws IOException, InterruptedException {
        var process = start("--lifetime=5m");
        try {
            var target = target(process);
            var endpoint = endpoint(target);
            var auth = new SandboxAuthKind(Clock.systemUTC())
                    .connect(new Binding("auth-server", Map.of("endpoint", endpoint), name -> secret()));
            assertThat(auth.check().healthy()).isTrue();

            process.getOutputStream().close();

            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            var said = Files.readString(folder.resolve("out"));
            assertThat(said).contains("ready").doesNotContain(secret().reveal());
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void endsWhenItsLifetimeHasPassed() throws IOException, InterruptedException {
        var process = start("--lifetime=2s");
        try {
            assertThat(process.waitFor(START.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    private Process start(String lifetime) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                SandboxProcess.class.getName(),
                "--folder=" + folder.resolve("estate"),
                "--target-file=" + folder.resolve("target.yaml"),
                "--firedrill.sandbox.fleet.installs=2",
                lifetime));
        return new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectErrorStream(true)
                .start();
    }

    private Map<String, Object> target(Process process) throws IOException {
        var file = folder.resolve("target.yaml");
        until("the target is written", START, () -> Files.exists(file) || !process.isAlive());
        assertThat(file)
                .as(Files.readString(folder.resolve("out"), StandardCharsets.UTF_8))
                .exists();
        return new Yaml().load(Files.readString(file));
    }

    @SuppressWarnings("unchecked")
    private static String endpoint(Map<String, Object> target) {
        var systems = (Map<String, Map<String, Map<String, Map<String, String>>>>) target.get("systems");
        return systems.get("auth-server").get("real").get("settings").get("endpoint");
    }

    private Secret secret() {
        try {
            return Secret.of(Files.readString(folder.resolve("estate/admin-token")));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
