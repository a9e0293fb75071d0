package io.firedrill.integrations.testing;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

import io.firedrill.engine.port.Answer;
import io.firedrill.integrations.support.HttpCall;
import io.firedrill.integrations.support.HttpCalls;
import io.firedrill.integrations.support.HttpLimits;
import io.firedrill.integrations.support.HttpReply;

/** A Keycloak of its own for all tests of this process; in memory, gone with the process however that ends. */
public final class KeycloakServer {
    private static final Duration BUILD = Duration.ofMinutes(4);
    private static final Duration START = Duration.ofMinutes(3);
    private static @Nullable KeycloakServer shared;

    /** Keycloak's own pipe to us: when this process is gone it reads the end, and stops the server. */
    private static final String UNTIL_WE_END =
            "\"$@\" </dev/null & server=$!; cat >/dev/null; kill $server; wait $server";

    private final HttpCalls http = new HttpCalls(HttpLimits.USUAL.answeringWithin(Duration.ofSeconds(30)));
    private final String password = UUID.randomUUID().toString();
    private final int port = freePort();
    private final Process watch;

    private KeycloakServer(Path home) {
        var healthPort = freePort();
        var log = home.resolveSibling("keycloak-" + port + ".log");
        this.watch = begin(home, healthPort, log);
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "keycloak-stop"));
        awaitReady(healthPort, log);
    }

    /** The server, started at the first call; a test that cannot have it is skipped, or fails where it must not be. */
    public static synchronized KeycloakServer shared() {
        if (shared != null) return shared;
        var home = Path.of(System.getProperty("keycloak.home", "none"));
        if (!Files.isDirectory(home)) {
            var why = "There is no Keycloak in '" + home + "'. Maven puts it there: mvn verify -Dreal";
            if (System.getenv("CI") != null || System.getProperty("real") != null) throw new AssertionError(why);
            abort(why);
        }
        build(home);
        shared = new KeycloakServer(home);
        return shared;
    }

    public String endpoint() {
        return "http://127.0.0.1:" + port;
    }

    /** A realm set up for Firedrill as the documentation says. */
    public KeycloakRealm realm(String name, Duration accessTokenLife) {
        return new KeycloakRealm(this, name, accessTokenLife);
    }

    HttpCalls http() {
        return http;
    }

    /** A token of the server's own administrator, who may do everything in every realm. */
    String root() {
        var form = java.util.Map.of(
                "grant_type", "password", "client_id", "admin-cli", "username", "root", "password", password);
        var url = endpoint() + "/realms/master/protocol/openid-connect/token";
        var answer = http.ask(HttpCall.form(url, form, HttpCall.Effect.REPEATABLE));
        if (answer instanceof Answer.Done<HttpReply> done)
            return io.firedrill.integrations.support.Json.tree(done.value().body())
                    .path("access_token")
                    .asString();
        throw new AssertionError("Keycloak's administrator cannot sign in: " + answer);
    }

    /** Once for all tests and modules: it takes longer than the start. */
    private static void build(Path home) {
        var built = home.resolve(".built");
        try (var channel =
                FileChannel.open(home.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            try (var lock = channel.lock()) {
                if (Files.exists(built) || !lock.isValid()) return;
                var command = List.of("sh", script(home), "build", "--db=dev-mem", "--health-enabled=true");
                var log = home.resolveSibling("keycloak-build.log");
                var process = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
                if (!process.waitFor(BUILD.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                    process.destroyForcibly();
                    throw new AssertionError("Keycloak's build failed:\n" + Files.readString(log));
                }
                Files.createFile(built);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Process begin(Path home, int healthPort, Path log) {
        var command = new ArrayList<>(List.of("sh", "-c", UNTIL_WE_END, "keycloak", "sh", script(home)));
        command.addAll(List.of(
                "start",
                "--optimized",
                // Without it Keycloak opens cluster ports to the outside.
                "--cache=local",
                "--http-enabled=true",
                "--hostname-strict=false",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--http-management-host=127.0.0.1",
                "--http-management-port=" + healthPort));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", "root");
        builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", password);
        builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m");
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady(int healthPort, Path log) {
        var health = HttpCall.get("http://127.0.0.1:" + healthPort + "/health/ready");
        var end = System.nanoTime() + START.toNanos();
        while (!(http.ask(health) instanceof Answer.Done)) {
            if (System.nanoTime() > end || !watch.isAlive()) {
                stop();
                throw new AssertionError("Keycloak did not become ready:\n" + text(log));
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }

    private void stop() {
        try {
            watch.getOutputStream().close();
            if (!watch.waitFor(20, TimeUnit.SECONDS)) {
                watch.descendants().forEach(ProcessHandle::destroyForcibly);
                watch.destroyForcibly();
            }
        } catch (IOException e) {
            watch.descendants().forEach(ProcessHandle::destroyForcibly);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String script(Path home) {
        return home.resolve("bin").resolve("kc.sh").toString();
    }

    private static String text(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "no log";
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
