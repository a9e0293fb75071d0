package io.firedrill.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExitCodeTests {
    @TempDir
    Path home;

    private final StubServer server = new StubServer();
    private ShellUnderTest shell;

    @BeforeEach
    void aShell() {
        shell = new ShellUnderTest(home, server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "400,FD-BODY,2",
        "401,FD-LOGIN,4",
        "403,FD-ROLE,6",
        "403,FD-STEP-UP,4",
        "404,FD-RUN-UNKNOWN,1",
        "409,FD-TARGET-HELD,6",
        "413,FD-TOO-LARGE,1",
        "415,FD-TYPE,2",
        "422,FD-FIELD,2",
        "500,FD-INTERNAL,1",
        "503,FD-SYSTEM-AWAY,1"
    })
    void eachRefusalHasItsExitCodeAndItsWords(int status, String code, int exit) {
        server.on("GET", "/runs/R-1", StubServer.problem(status, code, "It is not to be."));

        assertThat(shell.run("run", "show", "R-1")).isEqualTo(exit);
        assertThat(shell.err())
                .startsWith("Error " + code + ": It is not to be.\n")
                .contains("Request req-1");
        assertThat(shell.out()).isEmpty();
    }

    @Test
    void everyProblemIsListedWithItsNextStep() {
        server.on("POST", "/drills", StubServer.send(422, "application/problem+json", """
                        {"title":"Invalid","status":422,"detail":"The start has 2 problems.","code":"FD-FIELD","requestId":"r",
                         "problems":[{"code":"FD-A","where":"parameters.scope","message":"no such scope","next":"Use token."},
                                     {"code":"FD-B","message":"no such target","next":"See: firedrill target list"}]}"""));

        assertThat(shell.run("drill", "start", "x", "--target", "y")).isEqualTo(2);
        assertThat(shell.err())
                .contains("  - FD-A: parameters.scope: no such scope")
                .contains("  - FD-B: no such target", "Next: Use token.", "Next: See: firedrill target list");
    }

    @Test
    void aServerThatIsNotThereIsUnreachable() throws IOException {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        shell = new ShellUnderTest(home, "http://localhost:" + free);

        assertThat(shell.run("run", "list")).isEqualTo(7);
        assertThat(shell.err()).contains("the connection was refused", "Next: ");
    }

    @Test
    void aProxyThatAnswersForADeadServerIsUnreachable() {
        server.on("GET", "/runs", StubServer.send(502, "text/html", "<html>Bad gateway</html>"));

        assertThat(shell.run("run", "list")).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>hello</html>", "{\"half\":", "[1,2]", "garbage"})
    void anAnswerThatIsNotADocumentIsAFailureWithoutATrace(String body) {
        server.on("GET", "/runs", StubServer.json(body));

        assertThat(shell.run("run", "list")).isEqualTo(1);
        assertThat(shell.err()).contains("Error FD-").doesNotContain("Exception", "at io.");
    }

    @Test
    void aReadIsRepeatedWhenTheConnectionBreaksInTheMiddle() {
        server.on("GET", "/halt-all", StubServer.cutOff("{\"on\":"), StubServer.json("{\"on\":false}"));

        assertThat(shell.run("halt-all", "status")).isZero();
        assertThat(shell.out()).isEqualTo("Halt-all is off.\n");
    }

    @Test
    void anActIsNotRepeatedWhenItMayHaveHappened() {
        server.on("POST", "/runs/R-1/halt", StubServer.cutOff("{"));

        assertThat(shell.run("run", "halt", "R-1", "--reason", "x")).isEqualTo(7);
        assertThat(server.calls()).hasSize(1);
        assertThat(shell.err()).contains("may have done it all the same");
    }

    @Test
    void theServersWaitIsHeeded() {
        server.on(
                "GET",
                "/me",
                StubServer.send(429, "application/problem+json", "{\"code\":\"FD-TOO-MANY\"}", "Retry-After", "7"),
                StubServer.json("{\"name\":\"anna\",\"roles\":[\"viewer\"],\"via\":\"token\"}"));

        assertThat(shell.run("whoami")).isZero();
        assertThat(shell.waits).extracting(java.time.Duration::toSeconds).containsExactly(7L);
        assertThat(shell.err()).contains("asks to wait 7 s");
    }

    @Test
    void aWaitThatIsTooLongIsARefusal() {
        server.on(
                "GET",
                "/me",
                StubServer.send(
                        429,
                        "application/problem+json",
                        "{\"code\":\"FD-TOO-MANY\",\"detail\":\"Slow\"}",
                        "Retry-After",
                        "3600"));

        assertThat(shell.run("whoami")).isEqualTo(6);
        assertThat(shell.waits).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rum list|run",
                "run lst|list",
                "run|list, show",
                "run list --stat failed|--state",
                "run list --state faild|failed",
                "run show|RUN is missing",
                "run show R-1 R-2|one word too many",
                "run list --target|needs a value",
                "run list --target --mode drill|needs a value",
                "run halt R-1|--reason is missing",
                "run list --target a --target b|given twice",
                "run watch R-1 --timeout soon|Not a time",
                "completion tcsh|bash, zsh, fish",
                "drill start x --target y --secret a=b|must not be on the command line",
                "drill start x --target y --param ab|has no name",
                "--server|needs a value",
                "--server http://example.org run list|plain http",
                "--server http://a@localhost run list|Not a server address"
            })
    void aMistypedCommandIsAUsageErrorThatSaysWhatWasMeant(String line) {
        var parts = List.of(line.split("\\|"));

        assertThat(shell.run(parts.get(0).split(" "))).isEqualTo(2);
        assertThat(shell.err()).contains(parts.get(1)).contains("Next: ").doesNotContain("Exception");
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void theShellNamesTheRunThatEndedWithoutSuccessByItsCode() {
        server.on("GET", "/runs/R-1", StubServer.json(Documents.run("R-1", "drill", "rolled-back")));

        assertThat(shell.run("run", "show", "R-1", "--exit-status")).isEqualTo(5);
        assertThat(shell.run("run", "show", "R-1")).isZero();
    }

    @Test
    void helpIsDataAndNoError() {
        assertThat(shell.run("help")).isZero();
        assertThat(shell.run("run", "--help")).isZero();
        assertThat(shell.run("drill", "start", "--help")).isZero();
        assertThat(shell.out()).contains("firedrill drill start RUNBOOK", "Example: firedrill drill start");
        assertThat(shell.err()).isEmpty();
    }
}
