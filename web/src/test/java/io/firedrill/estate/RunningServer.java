package io.firedrill.estate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.firedrill.engine.port.TargetSource;
import io.firedrill.engine.seal.SealedStore;
import io.firedrill.web.Caller;
import io.firedrill.web.FiredrillServer;

/** The server as people start it, with the embedded estate, on a data folder of its own. */
final class RunningServer implements AutoCloseable {
    static final String PASSWORD = "correct-horse-battery";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration LONGEST_RUN = Duration.ofSeconds(150);

    private final Path home;
    private final int port = freePort();
    private final ConfigurableApplicationContext context;
    private final SandboxDoor sandbox;
    private final Map<String, Caller> callers = new LinkedHashMap<>();
    private final Map<String, String> newestTokens = new LinkedHashMap<>();
    private final Set<String> tokensSeen = new LinkedHashSet<>();

    /** @param settings beyond those that make everything quick, as {@code name=value} */
    RunningServer(Path home, String profiles, String... settings) {
        this.home = home;
        var arguments = new java.util.ArrayList<String>();
        for (var setting : settings) arguments.add("--" + setting);
        arguments.add("--firedrill.home=" + home);
        arguments.add("--server.port=" + port);
        arguments.add("--logging.file.name=" + home.resolve("server.log"));
        arguments.add("--logging.level.io.firedrill=debug");
        arguments.add("--firedrill.sandbox.password=" + PASSWORD);
        arguments.add("--firedrill.sandbox.auth.access-token-life=15s");
        arguments.add("--firedrill.security.limits.requests-per-person=100000");
        arguments.add("--firedrill.security.limits.requests-per-address=100000");
        this.context = new SpringApplicationBuilder(FiredrillServer.class)
                .profiles(profiles.isEmpty() ? new String[0] : profiles.split(","))
                .run(arguments.toArray(String[]::new));
        this.sandbox =
                new SandboxDoor(context.getBean(TargetSource.class).targets().get(0));
    }

    int port() {
        return port;
    }

    Path home() {
        return home;
    }

    SandboxDoor sandbox() {
        return sandbox;
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** As the shell on this machine: the token that lies in the data folder. */
    Caller responder() {
        try {
            var token = Files.readString(home.resolve("sandbox/tokens/responder.token"))
                    .strip();
            return new Caller(port).with("Authorization", "Bearer " + token);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Caller as(String role) {
        return callers.computeIfAbsent(role, name -> Caller.as(port, name));
    }

    String startDrill(Map<String, String> parameters) {
        return startDrill("sandbox", parameters);
    }

    String startDrill(String target, Map<String, String> parameters) {
        var body = Map.of("runbook", "token-revocation", "target", target, "parameters", parameters);
        var answer = responder().post("/api/v1/drills", JSON.writeValueAsString(body));
        if (answer.status() != 201) throw new AssertionError(answer.status() + " " + answer.body());
        return answer.json().get("id").stringValue();
    }

    JsonNode run(String id) {
        return responder().get("/api/v1/runs/" + id).json();
    }

    String state(String id) {
        return run(id).get("state").stringValue();
    }

    /** Follows it to its end, keeping every canary token it ever held. */
    JsonNode drillToTheEnd(Map<String, String> parameters) {
        return toTheEnd(startDrill(parameters));
    }

    JsonNode toTheEnd(String id) {
        newestTokens.clear();
        await("the end of " + id, LONGEST_RUN, () -> {
            watchTokens(id);
            return !run(id).get("endedAt").isNull();
        });
        return run(id);
    }

    private void watchTokens(String id) {
        bean(SealedStore.class).startingWith(id, "canary/").forEach((name, text) -> {
            var fields = JSON.readTree(text);
            newestTokens.put(
                    name.substring("canary/".length()), fields.get("access").stringValue());
            for (var token : new String[] {"access", "refresh"})
                if (fields.get(token) != null) tokensSeen.add(fields.get(token).stringValue());
        });
    }

    /** The last token of each canary of the run followed last. */
    Map<String, String> newestTokens() {
        return newestTokens;
    }

    /** Every canary token of every run followed so far. */
    Set<String> tokensSeen() {
        return tokensSeen;
    }

    static void await(String what, Duration patience, BooleanSupplier condition) {
        var until = Instant.now().plus(patience);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(until)) throw new AssertionError("Waited " + patience + " for " + what);
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofMillis(50).toNanos());
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
