package io.firedrill.integrations.sandbox;

import static io.firedrill.integrations.contract.Answers.done;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;

import io.firedrill.engine.port.AppFleet;
import io.firedrill.engine.port.AuthServer;
import io.firedrill.engine.port.Binding;
import io.firedrill.engine.port.Gateway;
import io.firedrill.engine.port.Messenger;
import io.firedrill.engine.port.Secret;
import io.firedrill.engine.port.SystemKind;
import io.firedrill.integrations.sandbox.adapter.SandboxAuthKind;
import io.firedrill.integrations.sandbox.adapter.SandboxChatKind;
import io.firedrill.integrations.sandbox.adapter.SandboxFleetKind;
import io.firedrill.integrations.sandbox.adapter.SandboxGatewayKind;
import io.firedrill.integrations.sandbox.fault.Fault;
import io.firedrill.integrations.support.HttpCall;
import io.firedrill.integrations.support.HttpCalls;
import io.firedrill.integrations.support.HttpLimits;
import io.firedrill.integrations.support.Json;

/** A running estate for one test class, reached through its target file as the engine reaches it. */
public final class TestEstate implements AutoCloseable {
    private final Path folder;
    private final SandboxEstate estate;
    private final Map<String, Object> target;

    /** @param settings pairs of name and value below {@code firedrill.sandbox} */
    public TestEstate(String... settings) {
        try {
            this.folder = Files.createTempDirectory("sandbox-estate");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.estate = new SandboxEstate(settings(settings), folder, Clock.systemUTC()).start();
        this.target = new Yaml().load(estate.target());
    }

    static SandboxSettings settings(String... pairs) {
        var values = new HashMap<String, Object>(Map.of("firedrill.sandbox.fleet.installs", "0"));
        for (var i = 0; i < pairs.length; i += 2) values.put("firedrill.sandbox." + pairs[i], pairs[i + 1]);
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("firedrill.sandbox", SandboxSettings.class);
    }

    public SandboxEstate estate() {
        return estate;
    }

    public Path folder() {
        return folder;
    }

    public Map<String, Object> target() {
        return target;
    }

    public AuthServer authServer() {
        return new SandboxAuthKind(Clock.systemUTC()).connect(binding("auth-server"));
    }

    public Gateway gateway() {
        return new SandboxGatewayKind(Clock.systemUTC()).connect(binding("gateway"));
    }

    public Messenger messenger() {
        return new SandboxChatKind().connect(binding("chat"));
    }

    public AppFleet fleet() {
        return new SandboxFleetKind().connect(binding("fleet"));
    }

    /** The same kind of system at a port where nobody listens. */
    public <T> T unreachable(SystemKind<T> kind, String system) {
        var settings = new HashMap<>(settings(system));
        settings.replaceAll((name, value) -> value.replaceAll("127\\.0\\.0\\.1:[0-9]+", "127.0.0.1:9"));
        return kind.connect(new Binding(system, settings, name -> Secret.of("none")));
    }

    public Binding binding(String system) {
        return new Binding(system, settings(system), name -> secret(system, name));
    }

    public Map<String, String> settings(String system) {
        return block(system, "settings");
    }

    public Secret secret(String system, String name) {
        var reference = block(system, "secrets").get(name);
        try {
            return Secret.of(Files.readString(Path.of(reference.substring("file:".length()))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Something planted by its text, as the admin API takes it. */
    public void plant(String point, String fault) {
        estate.faults().plant(point, Fault.parse(fault));
    }

    /** A raw call to one of the admin APIs, for what the ports do not tell. */
    public JsonNode admin(String system, String setting, String method, String path, Object body) {
        var url = settings(system).get(setting) + path;
        var call = body == null
                ? new HttpCall(method, url, Map.of(), null, HttpCall.Effect.REPEATABLE)
                : HttpCall.json(method, url, body, HttpCall.Effect.REPEATABLE);
        try (var http = new HttpCalls(HttpLimits.USUAL)) {
            return Json.tree(done(http.ask(call.bearer(secret(system, "admin").reveal())))
                    .body());
        }
    }

    @SuppressWarnings("unchecked")
    private Map<String, String> block(String system, String name) {
        var systems = (Map<String, Map<String, Map<String, Map<String, String>>>>) target.get("systems");
        return systems.get(system).get("drill").get(name);
    }

    @Override
    public void close() {
        estate.close();
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
