package io.firedrill.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program that uses the API, with or without a token. */
public final class Caller {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final int port;
    private final Map<String, String> headers = new HashMap<>();

    public Caller(int port) {
        this.port = port;
    }

    /** Logs in with the password all accounts have in tests. */
    public static Caller as(int port, String name) {
        var caller = new Caller(port);
        var answer = caller.post(
                "/api/v1/login", "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(name, ServerTest.PASSWORD));
        if (answer.status() != 201) throw new IllegalStateException("Login of " + name + ": " + answer);
        return caller.with(
                "Authorization", "Bearer " + answer.json().get("token").stringValue());
    }

    public record Answer(int status, String body, HttpResponse<?> response) {
        public JsonNode json() {
            return JSON.readTree(body);
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    public Caller with(String header, String value) {
        var other = new Caller(port);
        other.headers.putAll(headers);
        other.headers.put(header, value);
        return other;
    }

    /** A proof of a fresh login, to be sent once. */
    public Caller steppedUp() {
        var proof = post("/api/v1/step-up", "{\"password\":\"%s\"}".formatted(ServerTest.PASSWORD));
        return with("Firedrill-Step-Up", proof.json().get("token").stringValue());
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer post(String path, String body) {
        return send("POST", path, body);
    }

    public Answer send(String method, String path, String body) {
        return send(
                request(path).header("Content-Type", "application/json").method(method, BodyPublishers.ofString(body)));
    }

    public Answer post(String path, String type, byte[] body) {
        return send(request(path).header("Content-Type", type).POST(BodyPublishers.ofByteArray(body)));
    }

    /** Opens a stream; the caller reads and closes it. */
    public HttpResponse<java.io.InputStream> stream(String path) {
        try {
            return HTTP.send(
                    request(path).header("Accept", "text/event-stream").GET().build(), BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20));
        headers.forEach(request::header);
        return request;
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
