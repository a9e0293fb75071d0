package io.firedrill.integrations.slack;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;

import io.firedrill.engine.port.Binding;
import io.firedrill.engine.port.Secret;
import io.firedrill.integrations.support.Json;

/** A workspace as Slack documents it, over HTTP: it keeps what it is sent, and goes wrong when told to. */
final class FakeSlack implements AutoCloseable {
    /** Put together here, so that nothing takes it for a token that leaked. */
    static final String TOKEN = "xoxb" + "-12345678-marked-secret";

    static final String SCOPES =
            "chat:write,chat:write.customize,channels:read,groups:read,channels:history,groups:history";

    /** What goes wrong with one call. */
    enum Trouble {
        NONE,
        RATE_LIMITED,
        ERROR_BEFORE,
        ERROR_AFTER,
        RESET_BEFORE,
        RESET_AFTER,
        SILENT_AFTER,
        BROKEN_BEFORE,
        BROKEN_AFTER,
        GARBLED_AFTER;

        boolean stores() {
            return name().endsWith("AFTER") || this == NONE;
        }
    }

    /** One call that came in. */
    record Call(String method, Map<String, String> form, Map<String, String> headers) {}

    /** A call with what became of it. */
    record Outcome(Call call, Trouble trouble) {}

    final List<Call> calls = new CopyOnWriteArrayList<>();
    final List<Outcome> outcomes = new CopyOnWriteArrayList<>();
    final Workspace workspace;
    volatile Function<Call, Trouble> trouble = call -> Trouble.NONE;
    volatile String scopes = SCOPES;
    volatile int silenceMillis = 30_000;
    private final WireMockServer server;

    FakeSlack(InstantSource clock) {
        this.workspace = new Workspace(clock);
        this.server = new WireMockServer(WireMockConfiguration.options()
                .bindAddress("127.0.0.1")
                .dynamicPort()
                .asynchronousResponseEnabled(true)
                .disableRequestJournal()
                .extensions(new Answers()));
        server.start();
        server.stubFor(any(anyUrl()).willReturn(aResponse()));
    }

    String endpoint() {
        return server.baseUrl() + "/api/";
    }

    Binding binding() {
        return binding(TOKEN);
    }

    Binding binding(String token) {
        return new Binding("chat", Map.of("endpoint", endpoint()), name -> {
            if (!name.equals("bot-token")) throw new IllegalArgumentException(name);
            return Secret.of(token);
        });
    }

    long count(String method) {
        return calls.stream().filter(call -> call.method().equals(method)).count();
    }

    Call last(String method) {
        return calls.stream()
                .filter(call -> call.method().equals(method))
                .reduce((one, other) -> other)
                .orElseThrow();
    }

    @Override
    public void close() {
        server.stop();
    }

    private ResponseDefinition answer(Request request) {
        var call = new Call(
                request.getUrl().replaceFirst("^/api/", ""),
                form(request.getBodyAsString()),
                Map.of("Authorization", String.valueOf(request.getHeader("Authorization"))));
        calls.add(call);
        if (!("Bearer " + TOKEN).equals(call.headers().get("Authorization")))
            return json(error("invalid_auth")).build();
        var now = trouble.apply(call);
        Map<String, Object> reply = now.stores() ? workspace.answer(call.method(), call.form()) : Map.of();
        if (workspace.rateLimited(reply)) now = Trouble.RATE_LIMITED;
        outcomes.add(new Outcome(call, now));
        return switch (now) {
            case NONE -> json(reply).build();
            case RATE_LIMITED ->
                json(error("ratelimited"))
                        .withStatus(429)
                        .withHeader("Retry-After", "2")
                        .build();
            case ERROR_BEFORE, ERROR_AFTER -> json(error("internal_error")).build();
            case RESET_BEFORE, RESET_AFTER ->
                aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER).build();
            case SILENT_AFTER -> json(reply).withFixedDelay(silenceMillis).build();
            case BROKEN_BEFORE, BROKEN_AFTER ->
                aResponse().withStatus(503).withBody("<html>upstream</html>").build();
            case GARBLED_AFTER ->
                aResponse().withStatus(200).withBody("<html>sign in</html>").build();
        };
    }

    private ResponseDefinitionBuilder json(Map<String, Object> reply) {
        return aResponse()
                .withStatus(200)
                .withHeader("Content-Type", "application/json; charset=utf-8")
                .withHeader("x-oauth-scopes", scopes)
                .withBody(Json.bytes(reply));
    }

    static Map<String, Object> error(String code) {
        return Map.of("ok", false, "error", code);
    }

    private static Map<String, String> form(String body) {
        if (body.isEmpty()) return Map.of();
        return Arrays.stream(body.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> decoded(pair[0]), pair -> decoded(pair[1]), (one, other) -> other, LinkedHashMap::new));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private final class Answers implements ResponseDefinitionTransformerV2 {
        @Override
        public ResponseDefinition transform(ServeEvent event) {
            return answer(event.getRequest());
        }

        @Override
        public String getName() {
            return "slack";
        }
    }
}
