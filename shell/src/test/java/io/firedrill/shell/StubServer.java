package io.firedrill.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** A server on loopback that answers what a test tells it to, faults included, and keeps what it was asked. */
public final class StubServer implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Queue<Answer>> answers = new ConcurrentHashMap<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    /** What came in. */
    public record Call(String method, String path, Map<String, List<String>> headers, String body) {
        public String header(String name) {
            return headers.getOrDefault(name, List.of("")).get(0);
        }
    }

    /** How to answer. */
    @FunctionalInterface
    public interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    public StubServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            var thread = new Thread(task, "stub");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::answer);
        server.start();
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The answers to one call, each used once, the last for ever. The path is without its query. */
    public StubServer on(String method, String path, Answer... inOrder) {
        answers.put(method + " /api/v1" + path, new ConcurrentLinkedQueue<>(List.of(inOrder)));
        return this;
    }

    public List<Call> calls() {
        return List.copyOf(calls);
    }

    public List<Call> calls(String method, String path) {
        return calls.stream()
                .filter(call -> call.method().equals(method)
                        && (call.path().equals("/api/v1" + path) || call.path().startsWith("/api/v1" + path + "?")))
                .toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var uri = exchange.getRequestURI();
        calls.add(
                new Call(exchange.getRequestMethod(), uri.toString(), Map.copyOf(exchange.getRequestHeaders()), body));
        var queue = answers.getOrDefault(exchange.getRequestMethod() + " " + uri.getRawPath(), new ArrayDeque<>());
        Answer answer;
        synchronized (queue) {
            answer = queue.size() > 1 ? queue.poll() : queue.peek();
        }
        try (exchange) {
            (answer == null ? problem(404, "FD-NOT-FOUND", "There is nothing at " + uri.getPath()) : answer)
                    .to(exchange);
        }
    }

    public static Answer json(String body) {
        return send(200, "application/json", body);
    }

    public static Answer json(int status, String body) {
        return send(status, "application/json", body);
    }

    public static Answer problem(int status, String code, String detail) {
        return send(
                status,
                "application/problem+json",
                "{\"type\":\"about:blank\",\"title\":\"Refused\",\"status\":" + status + ",\"detail\":\"" + detail
                        + "\",\"code\":\"" + code + "\",\"problems\":[],\"requestId\":\"req-1\",\"unknownField\":1}");
    }

    public static Answer send(int status, String type, String body, String... headers) {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", type);
            for (int i = 0; i < headers.length; i += 2)
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) exchange.getResponseBody().write(bytes);
        };
    }

    /** Hangs up in the middle of an answer that promised more. */
    public static Answer cutOff(String beginning) {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 100_000);
            exchange.getResponseBody().write(beginning.getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            exchange.close();
        };
    }

    /** A live stream with this text, then the connection ends. */
    public static Answer stream(String text) {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream;charset=UTF-8");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
        };
    }

    /** The stream for who accepts one, the page for who does not. */
    public static Answer streamOr(Answer stream, String page) {
        return exchange -> {
            var accept = exchange.getRequestHeaders().getFirst("Accept");
            (accept.contains("event-stream") ? stream : json(page)).to(exchange);
        };
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
