package io.firedrill.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionTests {
    private static final String TOKEN = """
        {"schema":"firedrill.token/v1","id":"t1","token":"fdp_fresh","name":"anna","roles":["responder"],
         "expiresAt":"2026-12-01T00:00:00.000Z"}""";

    @TempDir
    Path home;

    private final StubServer server = new StubServer();
    private ShellUnderTest shell;

    @BeforeEach
    void nobodyLoggedIn() {
        shell = new ShellUnderTest(home, server);
        shell.environment.remove("FIREDRILL_TOKEN");
        server.on("POST", "/login", StubServer.json(201, TOKEN))
                .on("GET", "/me", StubServer.json("{\"name\":\"anna\",\"roles\":[\"responder\"],\"via\":\"token\"}"))
                .on("POST", "/logout", StubServer.send(204, "application/json", ""));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String tokenSent() {
        return server.calls().get(server.calls().size() - 1).header("Authorization");
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(home.resolve(file).getParent());
        Files.writeString(home.resolve(file), text);
    }

    @Test
    void aLoginIsKeptForItsServerAndReadableForItsOwnerAlone() throws IOException {
        shell.console.terminal = true;
        shell.console.typed.add("anna");
        shell.console.typed.add("correct horse");

        assertThat(shell.run("login")).isZero();
        assertThat(server.calls().get(0).body()).contains("\"name\":\"anna\"", "\"password\":\"correct horse\"");
        assertThat(shell.out() + shell.err())
                .contains("Logged in as anna")
                .doesNotContain("fdp_fresh", "correct horse");
        try (var files = Files.walk(home.resolve("shell"))) {
            assertThat(files.filter(Files::isRegularFile)).singleElement().satisfies(file -> assertThat(
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------"));
        }

        assertThat(shell.run("whoami")).isZero();
        assertThat(tokenSent()).isEqualTo("Bearer fdp_fresh");

        var other = new ShellUnderTest(home, "http://127.0.0.1:1");
        other.environment.remove("FIREDRILL_TOKEN");
        assertThat(other.run("whoami")).isEqualTo(7);
    }

    @Test
    void logoutRevokesAndForgets() {
        shell.console.stdin = "correct horse\n";
        assertThat(shell.run("login", "anna", "--password-stdin")).isZero();

        assertThat(shell.run("logout")).isZero();
        assertThat(tokenSent()).isEqualTo("Bearer fdp_fresh");
        assertThat(shell.run("whoami")).isZero();
        assertThat(tokenSent()).isEmpty();
        assertThat(shell.run("logout")).isZero();
        assertThat(server.calls("POST", "/logout")).hasSize(1);
    }

    @Test
    void aDeadLoginCanStillBeForgotten() {
        shell.console.stdin = "pw\n";
        shell.run("login", "anna", "--password-stdin");
        server.on("POST", "/logout", StubServer.problem(401, "FD-LOGIN", "The token is not valid."));

        assertThat(shell.run("logout")).isZero();
        shell.run("whoami");
        assertThat(tokenSent()).isEmpty();
    }

    @Test
    void theNearestTokenWins() throws IOException {
        write("sandbox/tokens/responder.token", "fdp_sandbox\n");
        shell.run("whoami");
        assertThat(tokenSent()).isEqualTo("Bearer fdp_sandbox");

        shell.console.stdin = "pw\n";
        shell.run("login", "anna", "--password-stdin");
        assertThat(tokenSent()).as("a login goes without any token").isEmpty();
        shell.run("whoami");
        assertThat(tokenSent()).isEqualTo("Bearer fdp_fresh");

        shell.environment.put("FIREDRILL_TOKEN", "fdp_variable");
        shell.run("whoami");
        assertThat(tokenSent()).isEqualTo("Bearer fdp_variable");

        write("named", "fdp_named");
        shell.run("whoami", "--token-file", home.resolve("named").toString());
        assertThat(tokenSent()).isEqualTo("Bearer fdp_named");
    }

    @Test
    void aNamedFileThatIsMissingIsNotReplacedByAnotherToken() {
        assertThat(shell.run("whoami", "--token-file", home.resolve("none").toString()))
                .isEqualTo(4);
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void whoNobodyIsIsToldToLogIn() {
        server.on("GET", "/me", StubServer.problem(401, "FD-LOGIN", "There is no token."));

        assertThat(shell.run("whoami")).isEqualTo(4);
        assertThat(shell.err()).contains("Nobody is logged in here. Run: firedrill login");
    }

    @Test
    void aTokenWithALineBreakCannotAddAHeader() {
        shell.environment.put("FIREDRILL_TOKEN", "fdp_x\r\nX-Evil: 1");

        assertThat(shell.run("whoami")).isEqualTo(4);
        assertThat(shell.err()).doesNotContain("fdp_x", "X-Evil");
    }

    @Test
    void aRedirectIsNotFollowedWithTheToken() {
        shell.environment.put("FIREDRILL_TOKEN", "fdp_variable");
        server.on("GET", "/me", StubServer.send(302, "text/html", "", "Location", server.address() + "/elsewhere"));

        assertThat(shell.run("whoami")).isEqualTo(1);
        assertThat(server.calls()).hasSize(1);
    }
}
