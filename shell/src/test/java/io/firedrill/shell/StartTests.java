package io.firedrill.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartTests {
    private static final String[] INCIDENT = {"incident", "start", "token-revocation", "--target", "payments"};
    private static final String PREVIEW = """
        {"schema":"firedrill.preview/v1","mode":"real","runbook":"token-revocation","version":"aa","target":"payments",
         "problems":[%s],"warnings":[],"steps":[{"id":"revoke","title":"Revoke","effect":"changes","detail":"1,204 sessions"}],
         "messages":[],"approvers":["bea"]}""";
    private static final String HELD = "{\"code\":\"FD-TARGET-HELD-BY-DRILL\",\"message\":\"held\",\"next\":\"\"}";

    @TempDir
    Path home;

    private final StubServer server = new StubServer();
    private ShellUnderTest shell;

    @BeforeEach
    void aServerThatStarts() {
        shell = new ShellUnderTest(home, server);
        server.on("POST", "/drills", StubServer.json(201, Documents.run("R-9", "drill", "running")))
                .on(
                        "POST",
                        "/incidents",
                        StubServer.json(PREVIEW.formatted("")),
                        StubServer.json(201, Documents.run("R-9", "real", "running")))
                .on(
                        "POST",
                        "/step-up",
                        StubServer.json("{\"token\":\"up-1\"}"),
                        StubServer.json("{\"token\":\"up-2\"}"))
                .on("GET", "/targets/payments", StubServer.json("{\"name\":\"payments\",\"holder\":{\"run\":\"R-3\"}}"))
                .on("GET", "/runs/R-9", StubServer.json(Documents.run("R-9", "drill", "succeeded")))
                .on(
                        "GET",
                        "/runs/R-9/events",
                        StubServer.streamOr(
                                StubServer.stream(Documents.sse(1, 3) + Documents.END),
                                "{\"items\":[],\"last\":3,\"ended\":true}"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private int incident(String... more) {
        var words = new java.util.ArrayList<>(List.of(INCIDENT));
        words.addAll(List.of(more));
        return shell.run(words.toArray(String[]::new));
    }

    private void someoneTypes(String... lines) {
        shell.console.terminal = true;
        shell.console.typed.addAll(List.of(lines));
    }

    @Test
    void theKeyIsMadeBeforeTheFirstTryKeptAndTold() throws IOException {
        assertThat(shell.run("drill", "start", "a", "--target", "t", "-o", "json"))
                .isZero();

        var key = server.calls().get(0).header("Idempotency-key");
        assertThat(key).hasSize(36);
        assertThat(shell.err()).contains("Idempotency key " + key);
        var kept = home.resolve("shell/starts");
        assertThat(Files.readString(kept)).contains("drill\ta\tt\t" + key);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                .isEqualTo("rw-------");
        assertThat(shell.out()).isEqualTo(Documents.run("R-9", "drill", "running") + "\n");
    }

    @Test
    void aStartIsRepeatedOverOutagesWithTheSameKey() {
        server.on(
                "POST",
                "/drills",
                StubServer.cutOff("{"),
                StubServer.send(503, "text/plain", "away"),
                StubServer.json(200, Documents.run("R-9", "drill", "running")));

        assertThat(shell.run("drill", "start", "a", "--target", "t")).isZero();
        assertThat(server.calls())
                .hasSize(3)
                .extracting(call -> call.header("Idempotency-key"))
                .containsOnly(server.calls().get(0).header("Idempotency-key"));
        assertThat(shell.err()).contains("trying again with the same key", "R-9 was started before with this key");
    }

    @Test
    void aGivenKeyIsUsed() {
        assertThat(shell.run("drill", "start", "a", "--target", "t", "--idempotency-key", "mine-1"))
                .isZero();
        assertThat(server.calls().get(0).header("Idempotency-key")).isEqualTo("mine-1");
    }

    @Test
    void waitingFollowsToTheEndAndThenPrintsOnlyTheRun() {
        assertThat(shell.run("drill", "start", "a", "--target", "t", "--wait", "-o", "json"))
                .isZero();
        assertThat(shell.out()).isEqualTo(Documents.run("R-9", "drill", "succeeded") + "\n");
        assertThat(shell.err()).contains("Step 1 is done", "Step 3 is done");
    }

    @Test
    void waitingForARunThatDoesNotSucceedExitsWithFive() {
        server.on("GET", "/runs/R-9", StubServer.json(Documents.run("R-9", "drill", "failed")));

        assertThat(shell.run("drill", "start", "a", "--target", "t", "--wait")).isEqualTo(5);
        assertThat(shell.run("drill", "start", "a", "--target", "t", "--wait", "--no-exit-status"))
                .isZero();
    }

    @Test
    void aRealStartShowsAsksAndAuthenticates() {
        someoneTypes("tokens leaked", "payments", "correct horse");

        assertThat(incident()).isZero();
        assertThat(shell.err())
                .contains(
                        "REAL INCIDENT",
                        "1,204 sessions",
                        "Reason, for the journal",
                        "Type the target's name",
                        "Your password");
        var start = server.calls("POST", "/incidents").get(1);
        assertThat(start.header("Firedrill-step-up")).isEqualTo("up-1");
        assertThat(start.body()).contains("\"confirm\":\"payments\"", "\"reason\":\"tokens leaked\"");
        assertThat(server.calls("POST", "/step-up").get(0).body()).isEqualTo("{\"password\":\"correct horse\"}");
        assertThat(shell.out() + shell.err()).doesNotContain("correct horse", "up-1", "fdp_secret");
    }

    @Test
    void anotherNameStartsNothing() {
        someoneTypes("tokens leaked", "payment");

        assertThat(incident()).isEqualTo(3);
        assertThat(server.calls("POST", "/incidents")).hasSize(1);
    }

    @Test
    void aScriptGivesEverythingBeforehand() throws IOException {
        var password = Files.writeString(home.resolve("pw"), "correct horse\n");

        assertThat(incident(
                        "--reason=leak", "--confirm=payments", "--password-file", password.toString(), "--no-input"))
                .isZero();
        assertThat(shell.out()).contains("REAL INCIDENT", "R-9");
    }

    @Test
    void whatIsMissingIsSaidWithItsOwnCodeWhenNobodyCanBeAsked() {
        someoneTypes();
        assertThat(incident("--no-input")).isEqualTo(2);
        assertThat(shell.err()).contains("--reason");

        server.on("POST", "/incidents", StubServer.json(PREVIEW.formatted("")));
        assertThat(incident("--no-input", "--reason", "x")).isEqualTo(3);
        assertThat(shell.err()).contains("--confirm=payments");

        assertThat(incident("--no-input", "--reason", "x", "--confirm", "payments"))
                .isEqualTo(4);
        assertThat(shell.err()).contains("--password-file");
    }

    @Test
    void aWrongPasswordIsALoginProblem() {
        server.on("POST", "/step-up", StubServer.problem(401, "FD-LOGIN", "Name or password is wrong."));
        someoneTypes("leak", "payments", "nope");

        assertThat(incident()).isEqualTo(4);
        assertThat(shell.err()).contains("Name or password is wrong.").doesNotContain("nope");
    }

    @Test
    void theOneQuestionIsAskedWhenADrillHoldsTheTarget() {
        server.on(
                "POST",
                "/incidents",
                StubServer.json(PREVIEW.formatted(HELD)),
                StubServer.json(PREVIEW.formatted("")),
                StubServer.json(201, Documents.run("R-9", "real", "running")));
        someoneTypes("", "leak", "payments", "pw");

        assertThat(incident()).isZero();
        assertThat(shell.err()).contains("Drill R-3 holds the target payments");
        assertThat(server.calls("POST", "/incidents").get(2).body()).contains("\"overDrill\":\"roll-back-first\"");
    }

    @Test
    void aDrillThatComesBetweenIsAskedAboutToo() {
        server.on(
                "POST",
                "/incidents",
                StubServer.json(PREVIEW.formatted("")),
                StubServer.send(
                        409,
                        "application/problem+json",
                        "{\"code\":\"FD-TARGET-HELD-BY-DRILL\",\"detail\":\"held\",\"heldBy\":\"R-4\",\"choices\":[]}"),
                StubServer.json(201, Documents.run("R-9", "real", "running")));
        someoneTypes("leak", "payments", "pw", "2");

        assertThat(incident()).isZero();
        var last = server.calls("POST", "/incidents").get(2);
        assertThat(last.body()).contains("\"overDrill\":\"leave-as-is\"");
        assertThat(last.header("Firedrill-step-up")).isEqualTo("up-2");
    }

    @Test
    void withoutAPersonADrillOnTheTargetIsDeclined() {
        server.on("POST", "/incidents", StubServer.json(PREVIEW.formatted(HELD)));

        assertThat(incident("--no-input", "--reason", "x", "--confirm", "payments"))
                .isEqualTo(3);
        assertThat(shell.err()).contains("--over-drill roll-back-first");
    }

    @Test
    void aProblemOfTheDryRunEndsARealStartBeforeAnyQuestion() {
        server.on(
                "POST",
                "/incidents",
                StubServer.json(PREVIEW.formatted(
                        "{\"code\":\"FD-NOT-APPROVED\",\"message\":\"not approved\",\"next\":\"Ask bea.\"}")));
        someoneTypes("leak", "payments", "pw");

        assertThat(incident()).isEqualTo(6);
        assertThat(shell.err()).contains("not approved", "Ask bea.").doesNotContain("Type the target's name");
    }

    @Test
    void whatTheQuestionsWillSettleIsNotShownAsAProblem() {
        server.on(
                "POST",
                "/incidents",
                StubServer.json(
                        PREVIEW.formatted("{\"code\":\"FD-CONFIRM\",\"message\":\"must be typed\",\"next\":\"\"}")),
                StubServer.json(201, Documents.run("R-9", "real", "running")));
        someoneTypes("leak", "payments", "pw");

        assertThat(incident()).isZero();
        assertThat(shell.err()).doesNotContain("Would be refused");
    }

    @Test
    void aDrillIsNotAbortedAsAnIncident() {
        assertThat(shell.run("incident", "abort", "R-9", "--reason", "x", "--confirm", "sandbox"))
                .isEqualTo(6);
        assertThat(shell.err()).contains("R-9 is a drill", "firedrill drill abort R-9");
    }

    @Test
    void ctrlCWhileStartingSaysHowToRepeatItSafely() {
        server.on("POST", "/drills", exchange -> {
            shell.pressCtrlC();
            StubServer.json(201, Documents.run("R-9", "drill", "running")).to(exchange);
        });

        shell.run("drill", "start", "a", "--target", "t", "--idempotency-key", "k1");
        assertThat(shell.err()).contains("may have gone through", "--idempotency-key k1");
    }
}
