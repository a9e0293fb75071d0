package io.firedrill.shell.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One HTTP exchange at a time, by {@code HttpURLConnection}: {@code java.net.http} takes five times as long to start.
 * Redirects are not followed, so that a token never goes to another address.
 */
final class Http {
    static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int BIGGEST = 64 * 1024 * 1024;

    private final Server server;
    private final String agent;

    Http(Server server, String agent) {
        this.server = server;
        this.agent = agent;
        // The JDK would send a POST twice by itself when a kept connection breaks.
        System.setProperty("sun.net.http.retryPost", "false");
    }

    record Request(String method, String path, @Nullable String body, Map<String, String> headers, Duration patience) {}

    record Response(
            int status, String contentType, @Nullable String retryAfter, String body) {
        boolean isProblem() {
            return contentType.startsWith("application/problem+json");
        }
    }

    /** An open stream; close it to hang up, also from another thread. */
    record Stream(int status, String contentType, InputStream body, HttpURLConnection connection)
            implements AutoCloseable {
        @Override
        public void close() {
            connection.disconnect();
        }
    }

    Response send(Request request) throws IOException {
        var connection = connect(request);
        try {
            int status = connection.getResponseCode();
            return new Response(
                    status,
                    contentType(connection),
                    connection.getHeaderField("Retry-After"),
                    body(connection, status));
        } catch (IOException | RuntimeException e) {
            connection.disconnect();
            throw e instanceof IOException io ? io : new IOException("The answer is not HTTP", e);
        }
    }

    Stream open(Request request) throws IOException {
        var connection = connect(request);
        int status = connection.getResponseCode();
        var body = status < 400 ? connection.getInputStream() : connection.getErrorStream();
        return new Stream(
                status, contentType(connection), body == null ? InputStream.nullInputStream() : body, connection);
    }

    Response finish(Stream stream) throws IOException {
        return new Response(
                stream.status(),
                stream.contentType(),
                stream.connection().getHeaderField("Retry-After"),
                text(stream.body(), stream.connection().getContentLengthLong()));
    }

    private HttpURLConnection connect(Request request) throws IOException {
        try {
            return connect(request, url(request.path(), isPlainLocalhost()));
        } catch (ConnectException e) {
            if (!isPlainLocalhost()) throw e;
            // A server that listens on the IPv6 loopback alone.
            return connect(request, url(request.path(), false));
        }
    }

    private HttpURLConnection connect(Request request, URL url) throws IOException {
        var connection = (HttpURLConnection) url.openConnection();
        connection.setConnectTimeout((int) CONNECT.toMillis());
        connection.setReadTimeout((int) request.patience().toMillis());
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setRequestMethod(request.method());
        connection.setRequestProperty("User-Agent", agent);
        connection.setRequestProperty("Accept", "application/json, application/problem+json");
        for (var header : request.headers().entrySet()) {
            connection.setRequestProperty(header.getKey(), header.getValue());
        }
        var body = request.body();
        if (body == null) {
            connection.connect();
            return connection;
        }
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setDoOutput(true);
        connection.connect();
        try (var out = connection.getOutputStream()) {
            out.write(body.getBytes(StandardCharsets.UTF_8));
        }
        return connection;
    }

    private boolean isPlainLocalhost() {
        return server.base().getHost().equals("localhost")
                && server.base().getScheme().equals("http");
    }

    /** The server listens on 127.0.0.1; naming it spares the look-up of {@code localhost}. */
    private URL url(String path, boolean numeric) throws IOException {
        var base = server.base();
        var text = base + path;
        if (numeric) text = text.replace("http://localhost", "http://127.0.0.1");
        return URI.create(text).toURL();
    }

    private static String contentType(HttpURLConnection connection) {
        var type = connection.getContentType();
        return type == null ? "" : type;
    }

    private static String body(HttpURLConnection connection, int status) throws IOException {
        var in = status < 400 ? connection.getInputStream() : connection.getErrorStream();
        return in == null ? "" : text(in, connection.getContentLengthLong());
    }

    /** @param promised the length the server gave; the JDK takes an early end of such a body for the whole */
    private static String text(InputStream in, long promised) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var chunk = new byte[16 * 1024];
        try (in) {
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                bytes.write(chunk, 0, n);
                if (bytes.size() > BIGGEST) throw new IOException("The answer is larger than 64 MiB");
            }
        }
        if (bytes.size() < promised) throw new IOException("The answer is cut off");
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
