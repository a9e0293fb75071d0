package io.firedrill.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import io.firedrill.shell.client.Json;

class FormatTests {
    private static final String HARD = """
            {"schema":"firedrill.me/v1","name":"- yes: #no\\n\\u001b[31mred","roles":["viewer","on","1e3","","~"],"via":"null",
             "deep":[{"a":1,"b":[]},{"c":{"d":null,"e":{}}},[1,[2.50]]],"big":12345678901234567890123,"flag":true}""";

    @TempDir
    Path home;

    private final StubServer server = new StubServer();
    private ShellUnderTest shell;

    @BeforeEach
    void aShell() {
        shell = new ShellUnderTest(home, server);
        server.on("GET", "/me", StubServer.json(HARD));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void yamlReadsBackAsTheSameDocument() {
        assertThat(shell.run("whoami", "-o", "yaml")).isZero();

        var read = new Yaml(new SafeConstructor(new LoaderOptions())).load(shell.out());
        assertThat(Json.write(read)).isEqualTo(Json.write(Json.parse(HARD)).replace("2.50", "2.5"));
    }

    @Test
    void jsonLinesReadBackAsTheSameDocument() {
        assertThat(shell.run("whoami", "-ojsonl")).isZero();
        assertThat(shell.out().lines()).hasSize(1);
        assertThat(Json.parse(shell.out())).isEqualTo(Json.parse(HARD));
    }

    @Test
    void aServersTextCannotSteerTheTerminal() {
        shell.console.terminal = true;
        assertThat(shell.run("whoami")).isZero();
        assertThat(shell.out()).doesNotContain("\u001b[31m");
    }

    @ParameterizedTest
    @ValueSource(strings = {"table", "wide", "json", "jsonl", "yaml", "csv"})
    void everyFormatWritesDataOnlyToStandardOutput(String format) {
        server.on("GET", "/runs/R-1", StubServer.json(Documents.run("R-1", "real", "running")));

        assertThat(shell.run("run", "show", "R-1", "--output", format)).isZero();
        assertThat(shell.out()).contains("R-1").endsWith("\n");
        assertThat(shell.err()).isEmpty();
    }

    @Test
    void coloursFollowTheTerminalAndTheWishOfThePerson() {
        server.on("GET", "/runs/R-1", StubServer.json(Documents.run("R-1", "real", "running")));
        shell.environment.put("TERM", "xterm");
        shell.environment.put("LANG", "de_DE.UTF-8");
        shell.run("run", "show", "R-1");
        assertThat(shell.out()).doesNotContain("\u001b").contains("REAL INCIDENT", "○ running");

        shell.console.terminal = true;
        shell.run("run", "show", "R-1", "--no-color");
        shell.environment.put("TERM", "dumb");
        shell.run("run", "show", "R-1");
        shell.environment.put("TERM", "xterm");
        shell.environment.put("NO_COLOR", "1");
        shell.run("run", "show", "R-1");
        assertThat(shell.out()).doesNotContain("\u001b");

        shell.environment.remove("NO_COLOR");
        shell.run("run", "show", "R-1");
        assertThat(shell.out()).contains("\u001b[1;97;41m REAL INCIDENT \u001b[0m");
    }

    @Test
    void aListWithoutItemsSaysWhatToDo() {
        server.on("GET", "/runs", StubServer.json("{\"schema\":\"firedrill.runs/v1\",\"items\":[]}"));

        shell.run("run", "list");
        assertThat(shell.out()).contains("No runs.", "firedrill drill start");
    }
}
