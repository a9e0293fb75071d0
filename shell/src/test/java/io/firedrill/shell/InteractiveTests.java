package io.firedrill.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;

import org.jline.terminal.impl.ExternalTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.firedrill.shell.command.Surroundings;

@Timeout(30)
class InteractiveTests {
    @TempDir
    Path home;

    private final StubServer server = new StubServer();

    @AfterEach
    void stop() {
        server.close();
    }

    /** What the screen shows after these keys. */
    private String type(String keys) throws IOException {
        Prompt.quietJLine();
        var screen = new ByteArrayOutputStream();
        var typed = new ByteArrayInputStream((keys + "exit\n").getBytes(StandardCharsets.UTF_8));
        try (var terminal = new ExternalTerminal("test", "xterm", typed, screen, StandardCharsets.UTF_8)) {
            var environment = Map.of(
                    "FIREDRILL_HOME",
                    home.toString(),
                    "FIREDRILL_SERVER",
                    server.address(),
                    "FIREDRILL_TOKEN",
                    "fdp_x");
            var interrupts = new TerminalInterrupts(terminal);
            var surroundings = new Surroundings(
                    new TerminalConsole(terminal),
                    environment,
                    InstantSource.system(),
                    () -> ZoneOffset.UTC,
                    time -> {},
                    interrupts,
                    ShellUnderTest.QUICK,
                    "1");
            new InteractiveShell(terminal, interrupts, surroundings, "> ").run(new String[0]);
        }
        return screen.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aLineIsACommandWithItsQuotes() throws IOException {
        server.on("POST", "/drills", StubServer.json(201, Documents.run("R-9", "drill", "running")));

        type("drill start a --target t --reason 'db \"main\" down' --param x=\"1 2\"  \n");

        assertThat(server.calls().get(0).body()).contains("\"reason\":\"db \\\"main\\\" down\"", "\"x\":\"1 2\"");
    }

    @Test
    void tabCompletesCommandsOptionsValuesAndTheServersNames() throws IOException {
        server.on("GET", "/targets", StubServer.json("{\"items\":[{\"name\":\"payments\"}]}"))
                .on("POST", "/drills", StubServer.json(201, Documents.run("R-9", "drill", "running")));

        type("dri\tsta\ttoken-revocation --tar\tpay\t--dr\t-o \tjsonl\n");

        assertThat(server.calls("POST", "/drills"))
                .singleElement()
                .satisfies(call -> assertThat(call.path()).contains("dryRun=true"))
                .satisfies(call -> assertThat(call.body()).contains("\"target\":\"payments\""));
    }

    @Test
    void aServerThatIsAwayDoesNotStopTheTyping() throws IOException {
        server.close();

        assertThat(type("run show \tR-1\n")).contains("Error FD-UNREACHABLE");
    }

    @Test
    void aFailureEndsTheCommandAndNotTheShell() throws IOException {
        server.on("GET", "/halt-all", StubServer.json("{\"on\":false}"));

        assertThat(type("no such\nrun show\nhalt-all status\n"))
                .contains("There is no command 'no'", "RUN is missing", "Halt-all is off.");
    }

    @Test
    void theHistoryIsPrivateAndForgetsSecrets() throws IOException {
        type("help run\nrun list --param token=hunter2\n");

        var history = home.resolve("shell/history");
        assertThat(Files.readString(history)).contains("help run").doesNotContain("hunter2");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(history)))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drill start a --secret key=abc",
                "drill start a --secret=key=abc",
                "drill start a --param password=abc",
                "drill start a --param clientSecret=abc",
                "drill start a --param \"token = abc\"",
                "run note R-1 fdp_abcdef",
                "run note R-1 eyJhbGciOiJIUzI1NiJ9.e30.x",
                "run note R-1 -----BEGIN PRIVATE KEY-----",
                "run note R-1 0123456789abcdef0123456789abcdef01234567"
            })
    void aLineThatMayHoldASecretIsNotKept(String line) {
        assertThat(CarefulHistory.mayHoldSecret(line)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drill start token-revocation --target sandbox --param scope=subject",
                "drill start leaked-secret --secret key=@/tmp/file --target x",
                "drill start leaked-secret --secret key=- --target x",
                "run show R-1 --token-file /tmp/t",
                "login anna --password-stdin"
            })
    void anOrdinaryLineIsKept(String line) {
        assertThat(CarefulHistory.mayHoldSecret(line)).isFalse();
    }
}
