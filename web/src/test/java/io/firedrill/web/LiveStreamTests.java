package io.firedrill.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.firedrill.engine.run.RunId;
import io.firedrill.web.fake.FakeRuns;

@ServerTest
@Timeout(30)
class LiveStreamTests {
    private static final String DRILL = "{\"runbook\":\"token-revocation\",\"target\":\"sandbox\"}";

    @LocalServerPort
    int port;

    @Autowired
    FakeRuns runs;

    @Test
    void replaysAnEndedRunAndCloses() throws IOException {
        var lines = lines(Caller.as(port, "viewer"), "/api/v1/runs/R-1/events");

        assertThat(lines).contains("id:1", "event:journal", "event:end");
        assertThat(lines.stream().filter(line -> line.equals("event:journal"))).hasSize((int) runs.last("R-1"));
    }

    @Test
    void goesOnAfterTheLastEventSeen() throws IOException {
        var lines = lines(Caller.as(port, "viewer").with("Last-Event-ID", "4"), "/api/v1/runs/R-1/events?after=1");

        assertThat(lines.stream().filter(line -> line.startsWith("id:")).findFirst())
                .hasValue("id:5");
    }

    @Test
    void sendsNewEventsAndHeartbeatsUntilTheRunEnds() throws IOException {
        var responder = Caller.as(port, "responder");
        var id = responder.post("/api/v1/drills", DRILL).json().get("id").stringValue();
        var response = responder.stream("/api/v1/runs/" + id + "/events");
        assertThat(response.headers().firstValue("X-Accel-Buffering")).hasValue("no");
        try (var reader = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            until(reader, "id:1");
            until(reader, ":still here");
            responder.post("/api/v1/runs/" + id + "/note", "{\"text\":\"seen by hand\"}");
            until(reader, "id:2");
            runs.end(RunId.parse(id));
            until(reader, "event:end");
        }
    }

    @Test
    void endsWhenTheReadersTokenIsRevoked() throws IOException {
        var responder = Caller.as(port, "responder");
        var id = responder.post("/api/v1/drills", DRILL).json().get("id").stringValue();
        var reader = new BufferedReader(new InputStreamReader(
                responder.stream("/api/v1/runs/" + id + "/events").body(), StandardCharsets.UTF_8));
        until(reader, "id:1");

        assertThat(responder.post("/api/v1/logout", "").status()).isEqualTo(204);

        until(reader, "event:signed-out");
        reader.close();
    }

    @Test
    void allowsEachPersonOnlySoManyStreams() throws IOException {
        var ops = Caller.as(port, "ops");
        var open = new ArrayList<java.io.InputStream>();
        for (int i = 0; i < 20; i++)
            open.add(ops.stream("/api/v1/runs/R-5/events").body());

        var refused = ops.stream("/api/v1/runs/R-5/events");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        for (var one : open) one.close();
    }

    private static List<String> lines(Caller caller, String path) throws IOException {
        try (var reader =
                new BufferedReader(new InputStreamReader(caller.stream(path).body(), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }

    private static void until(BufferedReader reader, String wanted) throws IOException {
        for (var line = reader.readLine(); line != null; line = reader.readLine()) if (line.equals(wanted)) return;
        throw new AssertionError("The stream ended before: " + wanted);
    }
}
