package io.firedrill.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionTests {
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

    /** What bash offers for this line, with a firedrill that knows two targets. */
    private List<String> bash(String line) throws IOException, InterruptedException {
        shell.run("completion", "bash");
        Files.writeString(home.resolve("completion"), shell.out());
        var program = home.resolve("firedrill");
        Files.writeString(program, "#!/bin/sh\n[ \"$2\" = targets ] && printf 'payments\\nsandbox\\n'\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        var script = "source '" + home.resolve("completion") + "'; COMP_WORDS=("
                + line.replaceFirst("firedrill", program.toString())
                + "); COMP_CWORD=$((${#COMP_WORDS[@]}-1)); _firedrill; printf '%s\\n' \"${COMPREPLY[@]}\"";
        var process = new ProcessBuilder("bash", "--norc", "-c", script)
                .redirectErrorStream(true)
                .start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return text.lines().filter(word -> !word.isEmpty()).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "firedrill dr|drill",
                "firedrill run re|reject,resume,retry",
                "firedrill run list --sta|--state",
                "firedrill run list --state r|running,rolling-back,rolled-back",
                "firedrill run list --state = ha|halted",
                "firedrill run show R-1 -o j|json,jsonl",
                "firedrill drill start x --target ''|payments,sandbox",
                "firedrill target show s|sandbox",
                "firedrill target show sandbox ''|",
                "firedrill completion z|zsh"
            })
    void bashCompletesFromTheCommandsAndTheServer(String line, String expected)
            throws IOException, InterruptedException {
        var words = expected == null ? List.<String>of() : List.of(expected.split(","));

        assertThat(bash(line)).containsExactlyInAnyOrderElementsOf(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void everyScriptKnowsEveryCommandAndHidesTheInnerOne(String name) {
        assertThat(shell.run("completion", name)).isZero();
        assertThat(shell.out())
                .contains("incident", "halt-all", "approve", "idempotency-key", "over-drill", "roll-back-first");
        assertThat(shell.out()).doesNotContain("'complete'");
    }

    @Test
    void theInnerCommandListsNamesAndIsSilentWhenTheServerIsAway() {
        server.on("GET", "/runbooks", StubServer.json("{\"items\":[{\"key\":\"a\"},{\"key\":\"b\"}]}"));

        assertThat(shell.run("complete", "runbooks")).isZero();
        assertThat(shell.out()).isEqualTo("a\nb\n");
        assertThat(shell.run("complete", "targets")).isZero();
        assertThat(shell.err()).isEmpty();
        assertThat(shell.out()).isEqualTo("a\nb\n");
    }
}
