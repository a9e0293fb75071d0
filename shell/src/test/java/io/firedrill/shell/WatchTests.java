package io.firedrill.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.firedrill.shell.client.Follow;

@Timeout(30)
class WatchTests {
    @TempDir
    Path home;

    private final StubServer server = new StubServer();
    private ShellUnderTest shell;

    @BeforeEach
    void aRunThatHasEnded() {
        shell = new ShellUnderTest(home, server);
        server.on("GET", "/runs/R-1", StubServer.json(Documents.run("R-1", "drill", "succeeded")));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void assertEachOnce(int events) {
        for (int i = 1; i <= events; i++) assertThat(shell.out()).containsOnlyOnce("Step " + i + " is done");
        assertThat(shell.out().lines().filter(line -> line.startsWith("T+"))).hasSize(events);
    }

    private static final String NOTHING = "{\"items\":[],\"last\":0,\"ended\":true}";

    @Test
    void aWholeRunIsShownWithTimesSinceItsStart() {
        server.on(
                "GET",
                "/runs/R-1/events",
                StubServer.streamOr(StubServer.stream(Documents.sse(1, 3) + Documents.END), NOTHING));

        assertThat(shell.run("run", "watch", "R-1")).isZero();
        assertEachOnce(3);
        assertThat(shell.out()).startsWith(" DRILL - EXERCISE  R-1").contains("T+00:01  #1", "T+00:03  #3");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void aConnectionCutAfterAnyEventIsResumedThere(int cutAfter) {
        server.on(
                "GET",
                "/runs/R-1/events",
                StubServer.streamOr(StubServer.stream(Documents.sse(1, cutAfter)), NOTHING),
                StubServer.streamOr(StubServer.stream(Documents.sse(cutAfter + 1, 5) + Documents.END), NOTHING));

        assertThat(shell.run("run", "watch", "R-1")).isZero();
        assertEachOnce(5);
        assertThat(shell.err()).contains("connection lost", "resuming after event " + cutAfter);
        var resumed = server.calls("GET", "/runs/R-1/events").get(1);
        assertThat(resumed.header("Last-event-id")).isEqualTo(cutAfter == 0 ? "" : "" + cutAfter);
    }

    @ParameterizedTest
    @ValueSource(ints = {30, 100, 200, 300, 400})
    void aConnectionCutInTheMiddleOfAnEventLosesAndDoublesNothing(int characters) {
        var all = Documents.sse(1, 3);
        server.on(
                "GET",
                "/runs/R-1/events",
                StubServer.streamOr(StubServer.stream(all.substring(0, characters)), NOTHING),
                StubServer.streamOr(StubServer.stream(all + Documents.END), NOTHING));

        assertThat(shell.run("run", "watch", "R-1")).isZero();
        assertEachOnce(3);
    }

    @Test
    void serverErrorsOnTheWayAreSatOut() {
        server.on(
                "GET",
                "/runs/R-1/events",
                StubServer.streamOr(StubServer.stream(Documents.sse(1, 2)), NOTHING),
                StubServer.streamOr(StubServer.send(502, "text/html", "<html>"), NOTHING),
                StubServer.streamOr(StubServer.problem(500, "FD-INTERNAL", "x"), NOTHING),
                StubServer.streamOr(StubServer.stream(Documents.sse(3, 4) + Documents.END), NOTHING));

        assertThat(shell.run("run", "watch", "R-1")).isZero();
        assertEachOnce(4);
    }

    @Test
    void withoutAStreamTheJournalIsAskedFor() {
        var page = "{\"items\":[" + Documents.event(1) + "," + Documents.event(2) + "],\"last\":2,\"ended\":true}";
        server.on("GET", "/runs/R-1/events", StubServer.json(page), StubServer.json(page), StubServer.json(NOTHING));

        assertThat(shell.run("run", "watch", "R-1")).isZero();
        assertEachOnce(2);
        assertThat(shell.err()).contains("no live stream");
    }

    @Test
    void garbageInTheStreamIsAskedForAgain() {
        server.on(
                "GET",
                "/runs/R-1/events",
                StubServer.streamOr(
                        StubServer.stream(Documents.sse(1, 1) + "event: journal\ndata: {oops\n\n"), NOTHING),
                StubServer.streamOr(StubServer.stream(Documents.sse(2, 2) + Documents.END), NOTHING));

        assertThat(shell.run("run", "watch", "R-1")).isZero();
        assertEachOnce(2);
    }

    @Test
    void theVerdictIsTheRunsOwnAndNotTheStreams() {
        server.on(
                "GET",
                "/runs/R-1",
                StubServer.json(Documents.run("R-1", "drill", "running")),
                StubServer.json(Documents.run("R-1", "drill", "running")),
                StubServer.json(Documents.run("R-1", "drill", "objective-missed")));
        server.on(
                "GET",
                "/runs/R-1/events",
                StubServer.streamOr(StubServer.stream(Documents.sse(1, 1) + Documents.END), NOTHING));

        assertThat(shell.run("run", "watch", "R-1", "--exit-status")).isEqualTo(5);
    }

    @Test
    void anUnknownRunIsNotWaitedFor() {
        assertThat(shell.run("run", "watch", "R-7")).isEqualTo(1);
    }

    @Test
    void theEndOfTheTimeToWatchIsNotTheEndOfTheRun() {
        server.on("GET", "/runs/R-1", StubServer.json(Documents.run("R-1", "drill", "running")));
        var never = new CountDownLatch(1);
        server.on("GET", "/runs/R-1/events", held(Documents.sse(1, 2), never));

        assertThat(shell.run("run", "watch", "R-1", "--timeout", "0.3s")).isEqualTo(8);
        assertThat(shell.err()).contains("R-1 goes on", "firedrill run watch R-1 --after 2");
        never.countDown();
    }

    @Test
    void ctrlCDetachesAndSaysHowToWatchAgain() {
        var never = new CountDownLatch(1);
        server.on("GET", "/runs/R-1/events", exchange -> {
            new Thread(() -> {
                        while (!shell.out().contains("Step 2")) Thread.onSpinWait();
                        shell.pressCtrlC();
                    })
                    .start();
            held(Documents.sse(1, 2), never).to(exchange);
        });

        assertThat(shell.run("run", "watch", "R-1")).isEqualTo(130);
        assertThat(shell.err())
                .contains("Stopped watching. R-1 goes on. Watch again: firedrill run watch R-1 --after 2");
        assertThat(server.calls()).allSatisfy(call -> assertThat(call.method()).isEqualTo("GET"));
        never.countDown();
    }

    @Test
    void aServerThatStaysAwayIsGivenUpWithTheWayBack() {
        shell.pace = new Follow.Pace(Duration.ofSeconds(2), Duration.ofMillis(10), Duration.ofMillis(300));
        server.on(
                "GET",
                "/runs/R-1/events",
                StubServer.stream(Documents.sse(1, 1)),
                StubServer.send(502, "text/html", "away"));

        assertThat(shell.run("run", "watch", "R-1")).isEqualTo(7);
        assertThat(shell.err()).contains("firedrill run watch R-1 --after 1");
    }

    @Test
    void jsonLinesAreTheServersEvents() {
        server.on(
                "GET",
                "/runs/R-1/events",
                StubServer.streamOr(StubServer.stream(Documents.sse(1, 3) + Documents.END), NOTHING));

        assertThat(shell.run("run", "watch", "R-1", "-o", "jsonl")).isZero();
        assertThat(shell.out().lines().toList())
                .isEqualTo(
                        IntStream.rangeClosed(1, 3).mapToObj(Documents::event).toList());
    }

    @Test
    void aLimitOnCallsIsHeededWithoutLosingThePlace() {
        server.on(
                "GET",
                "/runs/R-1/events",
                StubServer.streamOr(StubServer.stream(Documents.sse(1, 1)), NOTHING),
                StubServer.streamOr(
                        StubServer.send(429, "application/problem+json", "{}", "Retry-After", "1"), NOTHING),
                StubServer.streamOr(StubServer.stream(Documents.sse(2, 2) + Documents.END), NOTHING));

        assertThat(shell.run("run", "watch", "R-1")).isZero();
        assertEachOnce(2);
    }

    /** A stream that stays open until the test is over. */
    private static StubServer.Answer held(String text, CountDownLatch until) {
        return exchange -> {
            StubServer.stream(text).to(exchange);
            try {
                until.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }
}
