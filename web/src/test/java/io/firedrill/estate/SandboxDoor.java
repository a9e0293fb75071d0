package io.firedrill.estate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The estate's own APIs: what really happened there, past every part of Firedrill. */
final class SandboxDoor {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Map<String, Map<String, Map<String, Map<String, String>>>> systems;

    /** @param target the text of its target file */
    @SuppressWarnings("unchecked")
    SandboxDoor(String target) {
        var parsed = new Yaml().<Map<String, Object>>load(target);
        this.systems = (Map<String, Map<String, Map<String, Map<String, String>>>>) parsed.get("systems");
    }

    String issuer() {
        return setting("auth-server", "endpoint");
    }

    void plant(String point, String fault) {
        auth("PUT", "/admin/faults", JSON.writeValueAsString(Map.of("point", point, "fault", fault)));
    }

    void liftFaults() {
        auth("DELETE", "/admin/faults", null);
    }

    record Told(String node, String route, String refusedFrom, String lastAcceptedAt, String reason) {}

    /** What the gateway wrote down about this token. */
    List<Told> record(String token) {
        var items = gateway("POST", "/record", JSON.writeValueAsString(Map.of("hash", sha256(token))))
                .get("items");
        return stream(items)
                .map(item -> new Told(
                        item.get("node").stringValue(),
                        item.get("route").stringValue(),
                        text(item, "refusedFrom"),
                        text(item, "lastAcceptedAt"),
                        text(item, "reason")))
                .toList();
    }

    /** How often each revocation was really carried out, by key. */
    Map<String, Integer> revocations() {
        return counts(auth("GET", "/admin/effects", null));
    }

    /** How often each deny entry was really made, by node and key. */
    Map<String, Integer> denials() {
        return counts(gateway("GET", "/effects", null));
    }

    /** Deny entries that are there now, on all nodes. */
    int denied() {
        return stream(gateway("GET", "/health", null).get("nodes"))
                .mapToInt(node -> node.get("denied").intValue())
                .sum();
    }

    long liveCanaries() {
        return stream(auth("GET", "/admin/canaries", null).get("items"))
                .filter(item -> item.get("live").booleanValue())
                .count();
    }

    record Posted(String key, String text) {}

    List<Posted> chat(String channel) {
        var path = "/api/channels/" + channel.substring(1) + "/messages";
        return stream(call("GET", setting("chat", "endpoint") + path, "chat", null)
                        .get("items"))
                .map(item -> new Posted(
                        item.get("key").stringValue(), item.get("text").stringValue()))
                .toList();
    }

    /** How often a message with this key was really posted. */
    int posted(String key) {
        var path = "/api/effects?key=" + URLEncoder.encode(key, StandardCharsets.UTF_8);
        return call("GET", setting("chat", "endpoint") + path, "chat", null)
                .get("carriedOut")
                .intValue();
    }

    String adminSecret() {
        var reference = systems.get("auth-server").get("drill").get("secrets").get("admin");
        try {
            return Files.readString(Path.of(reference.substring("file:".length())))
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode auth(String method, String path, String body) {
        return call(method, issuer() + path, "auth-server", body);
    }

    private JsonNode gateway(String method, String path, String body) {
        return call(method, setting("gateway", "admin") + path, "gateway", body);
    }

    private String setting(String system, String name) {
        return systems.get(system).get("drill").get("settings").get(name);
    }

    private JsonNode call(String method, String url, String system, String body) {
        var request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + adminSecret())
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200)
                throw new AssertionError(
                        system + " answered " + answer.statusCode() + " to " + method + ": " + answer.body());
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Integer> counts(JsonNode answer) {
        var counts = new LinkedHashMap<String, Integer>();
        answer.get("items")
                .properties()
                .forEach(item -> counts.put(
                        item.getKey(), item.getValue().get("carriedOut").intValue()));
        return counts;
    }

    static java.util.stream.Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static String text(JsonNode node, String field) {
        var value = node.get(field);
        return value == null || value.isNull() ? null : value.stringValue();
    }

    private static String sha256(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
