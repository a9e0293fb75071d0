package io.firedrill.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReadingTests {
    @TempDir
    Path home;

    private final StubServer server = new StubServer();
    private ShellUnderTest shell;

    @BeforeEach
    void aServerWithOneRun() {
        shell = new ShellUnderTest(home, server);
        server.on("GET", "/runs/R-1", StubServer.json(Documents.run("R-1", "drill", "waiting")))
                .on(
                        "GET",
                        "/runs",
                        StubServer.json("{\"schema\":\"firedrill.runs/v1\",\"items\":["
                                + Documents.run("R-1", "drill", "waiting")
                                        .replace("Revoke leaked", "=HYPERLINK(1)")
                                        .replace("\"responder\"", "\"=1+1, \\\"x\\\"\"")
                                + "]}"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void jsonIsTheServersDocumentUnchanged() {
        assertThat(shell.run("run", "show", "R-1", "-o", "json")).isZero();
        assertThat(shell.out()).isEqualTo(Documents.run("R-1", "drill", "waiting") + "\n");
        assertThat(shell.err()).isEmpty();
    }

    @Test
    void thePageShowsAllThatAPersonMustKnow() {
        assertThat(shell.run("run", "show", "R-1")).isZero();
        assertThat(shell.out())
                .contains("DRILL - EXERCISE", "R-1", "? waiting", "T+02:31")
                .contains("Refused everywhere  2.31 s    10 s   * met")
                .contains("Time to revoke: 2.31 s", "gateway-1 /orders", "x survivor")
                .contains("Survivors: gateway-2 /orders", "Collateral: control could not log in")
                .contains("T+00:02", "Cannot be undone:", "revoked tokens stay revoked")
                .contains("Next: approver: Approve the checkpoint", "firedrill run approve R-1 checkpoint")
                .doesNotContain("\u001b");
    }

    @Test
    void noSurvivorsAreClaimedWhereProbingWasCutOff() {
        server.on(
                "GET",
                "/runs/R-3",
                StubServer.json(Documents.run("R-3", "drill", "rolled-back")
                        .replace("\"survivor\":true", "\"survivor\":false")
                        .replace("\"survivors\":[\"gateway-2 /orders\"]", "\"survivors\":[]")
                        .replace("\"endedAt\":null,\n", "\"endedAt\":\"2026-11-24T03:14:00.000Z\",\n")));

        assertThat(shell.run("run", "show", "R-3")).isZero();

        assertThat(shell.out()).contains("Survivors: not measured").doesNotContain("Survivors: none");
    }

    @Test
    void jsonLinesGiveOneItemPerLine() {
        assertThat(shell.run("run", "list", "--output=jsonl")).isZero();
        assertThat(shell.out().lines()).singleElement().satisfies(line -> assertThat(line)
                .startsWith("{\"schema\":\"firedrill.run/v1\",\"id\":\"R-1\"")
                .contains("\"fromTomorrow\":{\"a\":[1]}", "\"elapsedSeconds\":151.3"));
    }

    @Test
    void csvCannotBecomeAFormula() {
        assertThat(shell.run("run", "list", "-o", "csv")).isZero();
        assertThat(shell.out())
                .startsWith("run,mode,state,")
                .contains("\"'=1+1, \"\"x\"\"\"")
                .contains("\r\n");
    }

    @Test
    void theQueryCarriesTheFilters() {
        assertThat(shell.run("run", "list", "--mode", "real", "--state=waiting", "--target", "a b&c"))
                .isZero();
        assertThat(server.calls().get(0).path()).isEqualTo("/api/v1/runs?mode=real&target=a+b%26c&state=waiting");
        assertThat(server.calls().get(0).header("Authorization")).isEqualTo("Bearer fdp_secret-of-the-test");
    }
}
