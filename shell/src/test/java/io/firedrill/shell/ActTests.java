package io.firedrill.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActTests {
    @TempDir
    Path home;

    private final StubServer server = new StubServer();
    private ShellUnderTest shell;

    @BeforeEach
    void aRunThatWaits() {
        shell = new ShellUnderTest(home, server);
        server.on("GET", "/runs/R-1", StubServer.json(Documents.run("R-1", "drill", "waiting")));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "run halt R-1 --reason x|POST|/runs/R-1/halt|{\"reason\":\"x\"}",
                "run resume R-1|POST|/runs/R-1/resume|{}",
                "run approve R-1 checkpoint --comment ok|POST|/runs/R-1/steps/checkpoint/approve|{\"comment\":\"ok\"}",
                "run approve R-1|POST|/runs/R-1/steps/checkpoint/approve|{}",
                "run reject R-1 --reason no|POST|/runs/R-1/steps/checkpoint/reject|{\"reason\":\"no\"}",
                "run retry R-1 revoke|POST|/runs/R-1/steps/revoke/retry|{}",
                "run skip R-1 revoke --reason y|POST|/runs/R-1/steps/revoke/skip|{\"reason\":\"y\"}",
                "run note R-1 called them|POST|/runs/R-1/note|{\"text\":\"called them\"}",
                "drill abort R-1 --reason z|POST|/runs/R-1/abort|{\"reason\":\"z\"}",
                "halt-all on --reason a|POST|/halt-all|{\"reason\":\"a\"}",
                "halt-all off --reason b|DELETE|/halt-all|{\"reason\":\"b\"}"
            })
    void eachActSendsWhatTheApiTakes(String line, String method, String path, String body) {
        server.on(method, path, StubServer.json(Documents.run("R-1", "drill", "running")));

        assertThat(shell.run(line.split(" "))).isZero();
        var last = server.calls(method, path).get(0);
        assertThat(last.body()).isEqualTo(body);
        assertThat(last.header("Content-type")).isEqualTo("application/json");
    }

    @Test
    void aStepThatIsNotNamedMustBeTheOnlyOne() {
        assertThat(shell.run("run", "retry", "R-1")).isEqualTo(6);
        assertThat(shell.err()).contains("No step of R-1 is stuck");
    }

    @Test
    void approvingARealRunAuthenticatesAfresh() throws IOException {
        server.on("GET", "/runs/R-1", StubServer.json(Documents.run("R-1", "real", "waiting")))
                .on("POST", "/step-up", StubServer.json("{\"token\":\"up-1\"}"))
                .on(
                        "POST",
                        "/runs/R-1/steps/checkpoint/approve",
                        StubServer.json(Documents.run("R-1", "real", "running")));
        var password = Files.writeString(home.resolve("pw"), "pw");

        assertThat(shell.run("run", "approve", "R-1", "--no-input")).isEqualTo(4);
        assertThat(shell.run("run", "approve", "R-1", "--password-file", password.toString()))
                .isZero();
        assertThat(server.calls("POST", "/runs/R-1/steps/checkpoint/approve")
                        .get(0)
                        .header("Firedrill-step-up"))
                .isEqualTo("up-1");
    }

    @Test
    void aRealRunIsAbortedByItsTargetsName() {
        server.on("GET", "/runs/R-1", StubServer.json(Documents.run("R-1", "real", "running")))
                .on("POST", "/runs/R-1/abort", StubServer.json(Documents.run("R-1", "real", "rolling-back")));

        assertThat(shell.run("incident", "abort", "R-1", "--reason", "x", "--confirm", "other"))
                .isEqualTo(3);
        assertThat(shell.run("incident", "abort", "R-1", "--reason", "x", "--confirm", "sandbox"))
                .isZero();
        assertThat(server.calls("POST", "/runs/R-1/abort").get(0).body())
                .isEqualTo("{\"reason\":\"x\",\"confirm\":\"sandbox\"}");
    }

    @Test
    void anUnhealthyTargetFailsTheCheck() {
        server.on(
                "GET",
                "/targets/sandbox/check",
                StubServer.json(
                        "{\"name\":\"sandbox\",\"mode\":\"drill\",\"healthy\":false,\"systems\":[{\"name\":\"auth\",\"healthy\":false,\"detail\":\"no answer\"}]}"));

        assertThat(shell.run("target", "check", "sandbox")).isEqualTo(1);
        assertThat(shell.out()).contains("auth", "x unhealthy", "no answer");
    }

    @Test
    void aTemplateIsApprovedByItsNameExactlyAsItIs() {
        server.on(
                        "GET",
                        "/comms/templates",
                        StubServer.json(
                                "{\"items\":[{\"runbook\":\"a\",\"name\":\"start\",\"hash\":\"abcdef0123456789\"},{\"runbook\":\"b\",\"name\":\"start\",\"hash\":\"abcdef99\"}]}"))
                .on("POST", "/comms/templates/abcdef0123456789/approve", StubServer.json("{}"));

        assertThat(shell.run("comms", "approve", "a/start")).isZero();
        assertThat(shell.run("comms", "approve", "abcdef01")).isZero();
        assertThat(shell.run("comms", "approve", "start")).isEqualTo(1);
        assertThat(server.calls("POST", "/comms/templates/abcdef0123456789/approve"))
                .hasSize(2);
    }

    @Test
    void aVersionIsApprovedOnlyByDigitsThatAreItsOwn() {
        var version = "3fa94c01d2ab".repeat(5) + "0000";
        server.on(
                        "GET",
                        "/runbooks/token-revocation",
                        StubServer.json("{\"key\":\"token-revocation\",\"version\":\"" + version + "\"}"))
                .on("POST", "/runbooks/token-revocation/versions/" + version + "/approve", StubServer.json("{}"));

        assertThat(shell.run("runbook", "approve", "token-revocation", "--version", "3fa94c01d2ab"))
                .isZero();
        assertThat(shell.run("runbook", "approve", "token-revocation", "--version", "ffffffffffff"))
                .isEqualTo(2);
        assertThat(server.calls("POST", "/runbooks/token-revocation/versions/" + version + "/approve"))
                .hasSize(1);
    }

    @Test
    void lintNeedsNoServerAndNamesEveryFindingWithItsPlace() throws IOException {
        shell.environment.put("FIREDRILL_SERVER", "http://127.0.0.1:1");
        var book = Files.createDirectories(home.resolve("books/broken"));
        Files.writeString(book.resolve("runbook.yaml"), "title: Broken\nunknown: 1\n");
        Files.writeString(book.resolve("runbook.bpmn"), "<bpmn/>");

        assertThat(shell.run("runbook", "lint", home.resolve("books").toString()))
                .isEqualTo(1);
        assertThat(shell.out()).contains("broken/runbook.yaml:2: RB-", "Next: ", "findings.");
        assertThat(shell.run("runbook", "lint", home.resolve("none").toString()))
                .isEqualTo(2);
    }
}
