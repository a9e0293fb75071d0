package io.firedrill.shell.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;

import org.jspecify.annotations.Nullable;

/**
 * Calls to {@code /api/v1}. Reads are repeated when the connection breaks, everything is repeated after 429 as the
 * server asks, and acts are never repeated when they may have happened, except starts, which carry a key.
 */
public final class Api {
    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final Duration LONGEST_RATE_WAIT = Duration.ofSeconds(60);
    private static final String BASE = "/api/v1";
    private static final int READ_TRIES = 3;

    private final Server server;
    private final TokenSource tokens;
    private final Http http;
    private final Refusals refusals;
    private final Pause pause;
    private final InstantSource clock;
    private final Consumer<String> notices;

    /** Which token a call is made with. */
    public interface TokenSource {
        /** The token to use; null to call without one. */
        Tokens.@Nullable Token find();
    }

    /** @param notices told in one line each about waiting and trying again */
    public Api(
            Server server,
            TokenSource tokens,
            Pause pause,
            InstantSource clock,
            String version,
            Consumer<String> notices) {
        this.server = server;
        this.tokens = tokens;
        this.http = new Http(server, "firedrill/" + version);
        this.refusals = new Refusals(server);
        this.pause = pause;
        this.clock = clock;
        this.notices = notices;
    }

    public Server server() {
        return server;
    }

    public InstantSource clock() {
        return clock;
    }

    Pause pause() {
        return pause;
    }

    void notice(String line) {
        notices.accept(line);
    }

    public Reply get(String path) {
        return get(path, PATIENCE, READ_TRIES);
    }

    /** For completion: one try, and only as long as a person typing would wait. */
    public Reply getQuickly(String path, Duration patience) {
        return get(path, patience, 1);
    }

    private Reply get(String path, Duration patience, int tries) {
        var request = request("GET", path, null, Map.of(), patience);
        for (int tried = 1; ; tried++) {
            try {
                return reply(exchange(request));
            } catch (ConnectException | UnknownHostException | SSLException e) {
                throw unreachable(e, "");
            } catch (IOException e) {
                if (tried >= tries) throw unreachable(e, "");
                sleep(Duration.ofMillis(200L * tried));
            }
        }
    }

    public Reply post(String path, Map<String, ?> body) {
        return act("POST", path, body, Map.of());
    }

    public Reply post(String path, Map<String, ?> body, @Nullable String stepUp) {
        return act("POST", path, body, stepUp == null ? Map.of() : Map.of("Firedrill-Step-Up", stepUp));
    }

    public Reply delete(String path, Map<String, ?> body) {
        return act("DELETE", path, body, Map.of());
    }

    private Reply act(String method, String path, Map<String, ?> body, Map<String, String> headers) {
        try {
            return reply(exchange(request(method, path, Json.write(body), headers, PATIENCE)));
        } catch (ConnectException | UnknownHostException | SSLException e) {
            throw unreachable(e, "");
        } catch (IOException e) {
            throw unreachable(e, " The server may have done it all the same: look before you repeat it.");
        }
    }

    /**
     * Starts a run. Over outages the same request is sent again with the same key, so that there is one run at most.
     *
     * @param stepUp makes a token of a fresh authentication; null for drills
     */
    public Reply start(
            String path,
            Map<String, ?> body,
            String key,
            java.util.function.@Nullable Supplier<String> stepUp,
            Duration retryFor) {
        var until = clock.instant().plus(retryFor);
        var text = Json.write(body);
        for (int tried = 0; ; tried++) {
            try {
                var headers = new LinkedHashMap<String, String>();
                headers.put("Idempotency-Key", key);
                if (stepUp != null) headers.put("Firedrill-Step-Up", stepUp.get());
                var response = exchange(request("POST", path, text, headers, PATIENCE));
                if (!isOutage(response) || !clock.instant().isBefore(until)) return reply(response);
                waitToStartAgain(tried, "the server answered " + response.status());
            } catch (SSLException e) {
                throw unreachable(e, "");
            } catch (IOException e) {
                if (!clock.instant().isBefore(until)) throw unreachable(e, " The key " + key + " makes a repeat safe.");
                waitToStartAgain(tried, why(e));
            } catch (Failure e) {
                // The fresh authentication met the outage.
                if (e.exit() != Exit.UNREACHABLE || !clock.instant().isBefore(until)) throw e;
                waitToStartAgain(tried, "the server is away");
            }
        }
    }

    private static boolean isOutage(Http.Response response) {
        return (response.status() == 502 || response.status() == 503 || response.status() == 504)
                && !response.isProblem();
    }

    private void waitToStartAgain(int tried, String why) {
        var wait = backOff(tried);
        notices.accept("no answer to the start (" + why + "); trying again with the same key");
        sleep(wait);
    }

    /** A quarter of a second, doubled each time, five seconds at most. */
    static Duration backOff(int tried) {
        return Duration.ofMillis(Math.min(5000, 250L << Math.min(tried, 5)));
    }

    private Http.Response exchange(Http.Request request) throws IOException {
        var left = LONGEST_RATE_WAIT;
        while (true) {
            var response = http.send(request);
            if (response.status() != 429) return response;
            var wait = rateWait(response.retryAfter());
            if (wait.compareTo(left) > 0 || request.patience().compareTo(PATIENCE) < 0) return response;
            left = left.minus(wait);
            notices.accept("the server asks to wait " + wait.toSeconds() + " s before the next call");
            sleep(wait);
        }
    }

    /** Seconds or an HTTP date; at least one second, so that a loop cannot become tight. */
    Duration rateWait(@Nullable String retryAfter) {
        var wait = Duration.ofSeconds(1);
        if (retryAfter != null && retryAfter.strip().matches("[0-9]{1,6}")) {
            wait = Duration.ofSeconds(Long.parseLong(retryAfter.strip()));
        } else if (retryAfter != null) {
            try {
                var at = Instant.from(java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME.parse(retryAfter.strip()));
                wait = Duration.between(clock.instant(), at);
            } catch (java.time.DateTimeException e) {
                wait = Duration.ofSeconds(1);
            }
        }
        return wait.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : wait;
    }

    private Reply reply(Http.Response response) {
        if (response.status() < 200 || response.status() >= 300) throw refusals.of(response, tokens.find());
        var reply = new Reply(response.status(), response.body());
        if (!reply.body().isBlank() && response.contentType().contains("json") && isObject(reply.body())) return reply;
        if (response.status() == 204 || reply.body().isBlank()) return reply;
        throw garbled(null);
    }

    private static boolean isObject(String body) {
        for (int i = 0; i < body.length(); i++) {
            if (!Character.isWhitespace(body.charAt(i))) return body.charAt(i) == '{';
        }
        return false;
    }

    Failure garbled(@Nullable Throwable cause) {
        return Failure.caused(
                Exit.FAILED,
                "FD-GARBLED",
                "What answers at " + server.name() + " is not a Firedrill server's JSON.",
                "Check FIREDRILL_SERVER, or whether a proxy stands between.",
                cause == null ? new IOException("not JSON") : cause);
    }

    /** Opens the run's live stream; the caller closes it. */
    Http.Stream openEvents(String run, long after, Duration silence) throws IOException {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Accept", "text/event-stream");
        if (after > 0) headers.put("Last-Event-ID", Long.toString(after));
        var path = "/runs/" + segment(run) + "/events" + (after > 0 ? "?after=" + after : "");
        return http.open(request("GET", path, null, headers, silence));
    }

    Http.Response finish(Http.Stream stream) throws IOException {
        return http.finish(stream);
    }

    Failure refusal(Http.Response response) {
        return refusals.of(response, tokens.find());
    }

    private Http.Request request(
            String method, String path, @Nullable String body, Map<String, String> more, Duration patience) {
        var headers = new LinkedHashMap<String, String>();
        var token = tokens.find();
        if (token != null) headers.put("Authorization", "Bearer " + token.value());
        headers.putAll(more);
        return new Http.Request(method, BASE + path, body, headers, patience);
    }

    Failure unreachable(IOException e, String more) {
        return Failure.caused(
                Exit.UNREACHABLE,
                "FD-UNREACHABLE",
                "No answer from " + server.base() + ": " + why(e) + "." + more,
                "Check that the server runs and that FIREDRILL_SERVER is right; runbooks have a page to follow by hand.",
                e);
    }

    static String why(IOException e) {
        if (e instanceof UnknownHostException) return "the host name is not known";
        if (e instanceof ConnectException) return "the connection was refused";
        if (e instanceof SocketTimeoutException) return "it took too long";
        if (e instanceof SSLException) return "the certificate or the TLS handshake is not right: " + e.getMessage();
        return "the connection broke";
    }

    void sleep(Duration time) {
        try {
            pause.of(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.of(Exit.INTERRUPTED, "FD-INTERRUPTED", "Interrupted while waiting for the server.", "");
        }
    }

    /** One segment of a path, so that an id cannot reach another address. */
    public static String segment(String text) {
        if (text.isEmpty() || text.equals(".") || text.equals("..")) {
            throw Failure.usage("Not a name: '" + text + "'.", "Give the id as the list commands show it.");
        }
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A query of the fields that are not null; empty without any. */
    public static String query(Map<String, @Nullable String> fields) {
        var query = new StringBuilder();
        for (var field : fields.entrySet()) {
            var value = field.getValue();
            if (value == null) continue;
            query.append(query.isEmpty() ? '?' : '&').append(field.getKey()).append('=');
            query.append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
        return query.toString();
    }
}
