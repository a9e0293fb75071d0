package io.firedrill.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.firedrill.shell.client.Json;

class QuotingTests {
    @TempDir
    Path home;

    private final StubServer server = new StubServer();
    private ShellUnderTest shell;

    @BeforeEach
    void aServerThatStarts() {
        shell = new ShellUnderTest(home, server);
        server.on("POST", "/drills", StubServer.json(201, Documents.run("R-9", "drill", "running")))
                .on("POST", "/runs/R-1/note", StubServer.json(Documents.run("R-1", "drill", "running")));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Object sent() {
        return Json.parse(server.calls().get(server.calls().size() - 1).body());
    }

    @Test
    void valuesKeepTheirBlanksQuotesAndSigns() {
        var reason = "the \"main\" db is down; it's 50% $HOME \\ — ü\n--wait";

        assertThat(shell.run("drill", "start", "a", "--target", "t", "--reason", reason))
                .isZero();
        assertThat(sent()).extracting("reason").isEqualTo(reason);
    }

    @Test
    void repeatedParametersAllArrive() {
        assertThat(shell.run("drill", "start", "a", "--target=t", "--param", "x=1", "--param=y=a=b c", "--param", "z="))
                .isZero();
        assertThat(Json.write(sent())).contains("\"parameters\":{\"x\":\"1\",\"y\":\"a=b c\",\"z\":\"\"}");
    }

    @Test
    void flagsNeedNoValueWhereverTheyStand() {
        server.on("POST", "/drills", StubServer.json("{\"schema\":\"firedrill.preview/v1\",\"mode\":\"drill\"}"));

        assertThat(shell.run("--no-color", "drill", "start", "--dry-run", "a", "--target", "t"))
                .isZero();
        assertThat(shell.run("drill", "start", "a", "--target", "t", "--dry-run"))
                .isZero();
        assertThat(server.calls()).allSatisfy(call -> assertThat(call.path()).endsWith("/drills?dryRun=true"));
    }

    @Test
    void wordsAfterTwoDashesAreNeverOptions() {
        assertThat(shell.run("run", "note", "R-1", "--", "--reason", "-x")).isZero();
        assertThat(sent()).extracting("text").isEqualTo("--reason -x");
    }

    @Test
    void aValueMayBeginWithADash() {
        assertThat(shell.run("drill", "start", "a", "--target", "t", "--reason", "-5 nodes"))
                .isZero();
        assertThat(sent()).extracting("reason").isEqualTo("-5 nodes");
    }

    @Test
    void aSecretComesFromAFileOrStandardInputWithoutItsLineEnd() throws IOException {
        var file = home.resolve("a secret");
        Files.writeString(file, "hunter2\n");
        shell.console.stdin = "line 1\nline 2\n";

        assertThat(shell.run("drill", "start", "a", "--target", "t", "--secret", "one=@" + file, "--secret", "two=-"))
                .isZero();
        assertThat(Json.write(sent())).contains("\"one\":\"hunter2\"", "\"two\":\"line 1\\nline 2\"");
        assertThat(shell.out() + shell.err()).doesNotContain("hunter2", "line 1", "fdp_secret");
    }

    @Test
    void anIdCannotReachAnotherAddress() {
        assertThat(shell.run("run", "show", "../halt-all")).isEqualTo(1);
        assertThat(server.calls().get(0).path()).isEqualTo("/api/v1/runs/..%2Fhalt-all");
        assertThat(shell.run("run", "show", "..")).isEqualTo(2);
    }
}
