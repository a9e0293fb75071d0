package io.firedrill.estate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

import io.firedrill.engine.journal.Journal;

/** Drills and a real incident on the whole server with the embedded estate. */
@ExtendWith(OutputCaptureExtension.class)
@Tag("real")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EstateDrillTests {
    private static final Duration CLOSE_ENOUGH = Duration.ofMillis(50);

    private RunningServer server;

    @BeforeAll
    void start(@TempDir Path home) {
        server = new RunningServer(home, "");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @AfterEach
    void liftFaults() {
        server.sandbox().liftFaults();
    }

    @Test
    void drillProvesThatTheStolenTokenIsRefusedEverywhereAndTellsPeopleSo() {
        var begun = Instant.now();

        var run = server.drillToTheEnd(Map.of());

        var id = run.get("id").stringValue();
        assertThat(state(run)).as(() -> why(run)).isEqualTo("succeeded");
        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(60));
        var proof = run.get("proof");
        assertThat(proof.get("timeToRevokeSeconds").doubleValue()).isBetween(0.1, 15.0);
        assertThat(points(proof)).isNotEmpty().allSatisfy(point -> {
            assertThat(point.get("acceptedBefore").booleanValue()).isTrue();
            assertThat(point.get("seconds").isNull()).as(point.toString()).isFalse();
        });
        assertThat(points(proof).map(point -> point.get("point").stringValue()).distinct())
                .contains("gateway-1 /orders", "gateway-2 /profile", "introspection", "refresh");
        assertThat(proof.get("survivors")).isEmpty();
        assertThat(proof.get("collateral")).isEmpty();
        assertThat(messagesOf(id)).hasSizeGreaterThanOrEqualTo(2).allSatisfy(text -> assertThat(text)
                .as("the exercise mark leads and closes")
                .startsWith("EXERCISE EXERCISE EXERCISE")
                .endsWith("EXERCISE EXERCISE EXERCISE"));
        assertThat(server.bean(Journal.class).verify(id).intact()).isTrue();
        assertThat(server.sandbox().denied()).isZero();
        assertThat(server.sandbox().liveCanaries()).isZero();
    }

    @Test
    void measuredTimesAreThoseOfTheGatewaysOwnRecord() {
        var run = server.drillToTheEnd(Map.of());

        assertThat(state(run)).as(() -> why(run)).isEqualTo("succeeded");
        var differences = new ArrayList<Duration>();
        var report = new StringBuilder();
        points(run.get("proof")).forEach(point -> {
            var name = point.get("point").stringValue().split(" ");
            if (name.length < 2) return;
            var measured = Instant.parse(point.get("refusedAt").stringValue());
            var told = server
                    .sandbox()
                    .record(server.newestTokens().get(point.get("canary").stringValue()))
                    .stream()
                    .filter(record ->
                            record.node().equals(name[0]) && record.route().equals(name[1]))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no record for " + point));
            var difference = Duration.between(Instant.parse(told.refusedFrom()), measured);
            differences.add(difference.abs());
            report.append(point.get("point").stringValue())
                    .append(" with ")
                    .append(point.get("canary").stringValue())
                    .append(": ")
                    .append(difference.toMillis())
                    .append(" ms\n");
        });
        assertThat(differences).hasSizeGreaterThanOrEqualTo(8);
        var largest = differences.stream().max(Duration::compareTo).orElseThrow();
        System.out.println(
                "Measured against the gateway's record, largest difference " + largest.toMillis() + " ms:\n" + report);
        assertThat(largest).as(report.toString()).isLessThanOrEqualTo(CLOSE_ENOUGH);
    }

    @Test
    void nodeThatIgnoresDenyIsNamedAsSurvivor() {
        server.sandbox().plant("gateway-2.ignores-deny", "on");

        var run = server.drillToTheEnd(Map.of());

        assertThat(state(run)).as(() -> why(run)).isEqualTo("objective-missed");
        assertThat(texts(run.get("proof").get("survivors"))).isNotEmpty().allSatisfy(survivor -> assertThat(survivor)
                .contains("gateway-2 /profile"));
    }

    @Test
    void nodeThatNeverDropsItsCacheIsNamedAsSurvivor() {
        server.sandbox().plant("gateway-1.stuck-cache", "on");
        server.sandbox().plant("gateway-1.ignores-deny", "on");

        var run = server.drillToTheEnd(Map.of());

        assertThat(state(run)).as(() -> why(run)).isEqualTo("objective-missed");
        assertThat(texts(run.get("proof").get("survivors")))
                .anySatisfy(survivor -> assertThat(survivor).contains("gateway-1 /orders"))
                .allSatisfy(survivor -> assertThat(survivor).contains("gateway-1"));
    }

    @Test
    void revocationThatHitsOthersIsNamedAsCollateral() {
        server.sandbox().plant("auth.over-broad", "on");

        var run = server.drillToTheEnd(Map.of());

        assertThat(state(run)).as(() -> why(run)).isEqualTo("objective-missed");
        assertThat(texts(run.get("proof").get("collateral")))
                .anySatisfy(sentence -> assertThat(sentence).contains("control"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "session", "device", "client", "everyone"})
    void everyScopeSucceedsAsDrill(String scope) {
        var run = server.drillToTheEnd(Map.of("scope", scope));

        assertThat(state(run)).as(() -> why(run)).isEqualTo("succeeded");
        assertThat(run.get("proof").get("collateral")).isEmpty();
        assertThat(server.sandbox().denied()).isZero();
    }

    @Test
    void realIncidentWaitsForASecondPersonAndThenSucceeds() {
        var body = """
                {"runbook":"token-revocation","target":"sandbox","reason":"Token seen in a public log","confirm":"sandbox",
                 "parameters":{"scope":"subject","subject":"%s"}}""".formatted(MARKED_PERSON);
        var refused = server.as("responder").post("/api/v1/incidents", body);
        assertThat(refused.status()).isEqualTo(403);
        var started = server.as("responder").steppedUp().post("/api/v1/incidents", body);
        assertThat(started.status()).as(started.body()).isEqualTo(201);
        var id = started.json().get("id").stringValue();
        RunningServer.await(
                "the checkpoint",
                Duration.ofSeconds(60),
                () -> server.state(id).equals("waiting")
                        || !server.run(id).get("endedAt").isNull());
        assertThat(server.state(id)).as(() -> why(server.run(id))).isEqualTo("waiting");
        var step = server.run(id).get("next").get("step").stringValue();
        var path = "/api/v1/runs/" + id + "/steps/" + step + "/approve";
        assertThat(server.as("approver").post(path, "{}").status()).isEqualTo(403);
        assertThat(server.as("approver").steppedUp().post(path, "{}").status()).isEqualTo(200);

        var run = server.toTheEnd(id);

        assertThat(state(run)).as(() -> why(run)).isEqualTo("succeeded");
        assertThat(messagesOf(id)).isNotEmpty().noneSatisfy(text -> assertThat(text)
                .contains(MARKED_PERSON));
    }

    @Test
    void noTokenAndNoPasswordLandsAnywhereInTheOpen(CapturedOutput log) {
        LoggingSystem.get(getClass().getClassLoader()).setLogLevel("io.firedrill", LogLevel.DEBUG);
        server.sandbox().plant("gateway-2.ignores-deny", "on");
        var failing = server.drillToTheEnd(Map.of());
        server.sandbox().liftFaults();
        var run = server.drillToTheEnd(Map.of("scope", "token"));
        assertThat(state(run)).as(() -> why(run)).isEqualTo("succeeded");
        assertThat(state(failing)).isEqualTo("objective-missed");
        assertThat(server.tokensSeen()).hasSizeGreaterThanOrEqualTo(20);
        var secrets = new LinkedHashSet<>(server.tokensSeen());
        secrets.add(RunningServer.PASSWORD);
        secrets.add(server.sandbox().adminSecret());

        var search = new SecretSearch(server, log.getAll());

        assertThat(search.found(secrets)).isEmpty();
        assertThat(search.names()).contains("log", "database", "chat #drill-sandbox", "/api/v1/runs");
        assertThat(search.text("log")).contains("DEBUG").contains("Firedrill is ready");
        assertThat(search.text("database")).contains("FD_EVENT", "FD_EFFECT", "ACT_RU_");
        assertThat(search.text("chat #drill-sandbox")).contains(run.get("id").stringValue());
    }

    private static final String MARKED_PERSON = "marked-person-7431";

    private List<String> messagesOf(String run) {
        var texts = new ArrayList<String>();
        for (var channel : List.of("#drill-sandbox", "#incident-sandbox", "#drill-status", "#status"))
            server.sandbox().chat(channel).stream()
                    .filter(posted -> posted.key().contains("-" + run + "/"))
                    .forEach(posted -> texts.add(posted.text()));
        return texts;
    }

    private String why(JsonNode run) {
        var id = run.get("id").stringValue();
        var text = new StringBuilder(id + " " + state(run) + "\n");
        for (var event : server.bean(Journal.class).events(id, 0, 1000))
            text.append(event.number())
                    .append(' ')
                    .append(event.at())
                    .append(' ')
                    .append(event.kind())
                    .append(": ")
                    .append(event.summary())
                    .append('\n');
        return text.toString();
    }

    private static String state(JsonNode run) {
        return run.get("state").stringValue();
    }

    private static java.util.stream.Stream<JsonNode> points(JsonNode proof) {
        return SandboxDoor.stream(proof.get("points"));
    }

    private static List<String> texts(JsonNode array) {
        return SandboxDoor.stream(array).map(JsonNode::stringValue).toList();
    }
}
