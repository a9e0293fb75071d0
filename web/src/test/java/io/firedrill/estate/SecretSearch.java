package io.firedrill.estate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks for planted secrets wherever a server could have left them. */
final class SecretSearch {
    /** Where the data folder keeps secrets on purpose, each file readable by the server's user alone. */
    private static final List<String> SAFES = List.of("keys/", "accounts/", "sandbox/");

    private static final List<String> CHANNELS =
            List.of("#drill-sandbox", "#incident-sandbox", "#drill-status", "#status");

    private final RunningServer server;
    private final Map<String, String> sinks = new LinkedHashMap<>();

    /** @param log everything the server wrote to its log */
    SecretSearch(RunningServer server, String log) {
        this.server = server;
        sinks.put("log", log);
    }

    /** Every sink in which one of them stands, by the sink's name; never the secret itself. */
    List<String> found(Set<String> secrets) {
        collect();
        var found = new ArrayList<String>();
        for (var secret : secrets)
            for (var form : forms(secret))
                sinks.forEach((name, text) -> {
                    if (text.contains(form)) found.add(name);
                });
        return found.stream().distinct().toList();
    }

    Set<String> names() {
        return sinks.keySet();
    }

    String text(String sink) {
        return sinks.get(sink);
    }

    /** A token's signature alone, and bytes as a database dump writes them, give it away as well. */
    private static List<String> forms(String secret) {
        var forms = new ArrayList<>(List.of(secret));
        if (secret.contains(".")) forms.add(secret.substring(secret.lastIndexOf('.') + 1));
        forms.add(HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8)));
        return forms;
    }

    private void collect() {
        sinks.put(
                "database",
                String.join(
                        "\n",
                        server.bean(JdbcClient.class)
                                .sql("script nopasswords")
                                .query(String.class)
                                .list()));
        for (var channel : CHANNELS)
            sinks.put("chat " + channel, server.sandbox().chat(channel).toString());
        api("/api/v1/runs");
        SandboxDoor.stream(server.as("viewer").get("/api/v1/runs").json().get("items"))
                .map(run -> run.get("id").stringValue())
                .forEach(run -> {
                    api("/api/v1/runs/" + run);
                    api("/api/v1/runs/" + run + "/events");
                });
        api("/api/v1/targets");
        files();
    }

    private void api(String path) {
        sinks.put(path, server.as("viewer").get(path).body());
    }

    private void files() {
        try (var files = Files.walk(server.home())) {
            files.filter(Files::isRegularFile)
                    .filter(this::open)
                    .forEach(file -> sinks.put(server.home().relativize(file).toString(), read(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean open(Path file) {
        var name = server.home().relativize(file).toString();
        return SAFES.stream().noneMatch(name::startsWith);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
