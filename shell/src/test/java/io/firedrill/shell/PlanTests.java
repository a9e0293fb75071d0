package io.firedrill.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTests {
    private static final String SLOT = """
            {"plan":"P-3","period":"2027-Q1","dueAt":"2027-01-12T09:00:00.000Z","windowEndsAt":"2027-01-12T11:00:00.000Z",
             "state":"%s","moved":null,"run":null,"reason":%s,"problems":[],"attempts":0,"decidedAt":null,"new":1}""";
    private static final String MISSED = SLOT.formatted("missed", "\"No server was there.\"");
    private static final String PLAN =
            """
            {"schema":"firedrill.plan/v1","id":"P-3","title":"Sandbox drill","state":"active",
             "runbook":"token-revocation","version":null,"target":"sandbox","parameters":{"scope":"subject"},"owner":"ops",
             "rule":"Every quarter on the second tuesday of month 1 at 10:00 Europe/Berlin, within 2 h.",
             "every":"quarter","day":"second tuesday of month 1","at":"10:00","zone":"Europe/Berlin",
             "windowSeconds":7200,"weekend":"keep","missed":"run-late","addedAt":"2026-11-24T03:12:09.000Z",
             "next":%s,"last":%s,"missedSlots":1,"upcoming":[%s],"past":[%s],"warnings":["Not approved yet."]}""".formatted(SLOT.formatted("planned", "null"), MISSED, SLOT.formatted("planned", "null"), MISSED);
    private static final String[] ADD = {
        "plan",
        "add",
        "token-revocation",
        "--target",
        "sandbox",
        "--every",
        "quarter",
        "--day",
        "second tuesday",
        "--at",
        "10:00",
        "--zone",
        "Europe/Berlin",
        "--window",
        "90m",
        "--param",
        "scope=subject"
    };

    @TempDir
    Path home;

    private final StubServer server = new StubServer();
    private ShellUnderTest shell;

    @BeforeEach
    void shell() {
        shell = new ShellUnderTest(home, server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void addsWithAKeyThatMakesARepeatSafe() throws Exception {
        server.on("POST", "/plans", StubServer.send(503, "text/plain", "starting"), StubServer.json(201, PLAN));

        assertThat(shell.run(ADD)).isZero();

        var calls = server.calls("POST", "/plans");
        assertThat(calls).hasSize(2);
        assertThat(calls.get(0).body())
                .isEqualTo("{\"runbook\":\"token-revocation\",\"target\":\"sandbox\",\"every\":\"quarter\","
                        + "\"day\":\"second tuesday\",\"at\":\"10:00\",\"zone\":\"Europe/Berlin\","
                        + "\"windowSeconds\":5400,\"parameters\":{\"scope\":\"subject\"}}");
        var key = calls.get(0).header("Idempotency-key");
        assertThat(calls.get(1).header("Idempotency-key")).isEqualTo(key).isNotEmpty();
        assertThat(Files.readString(home.resolve("shell/starts"))).contains("plan\ttoken-revocation\tsandbox\t" + key);
        assertThat(shell.err()).contains("Not approved yet.");
        assertThat(shell.out()).contains("P-3").contains("2027-01-12 09:00:00Z (10:00 Europe/Berlin)");
    }

    @Test
    void aKeyUsedBeforeIsSaidSo() {
        server.on("POST", "/plans", StubServer.json(200, PLAN));

        assertThat(shell.run(ADD)).isZero();

        assertThat(shell.err()).contains("P-3 was added before with this key");
    }

    @Test
    void aDryRunShowsTheNextSlotsAndStoresNothing() {
        server.on("POST", "/plans", StubServer.json("""
                        {"schema":"firedrill.plan-preview/v1","rule":"Every quarter.","problems":[],"warnings":["Halted."],
                         "slots":[{"period":"2027-Q1","dueAt":"2027-01-12T09:00:00.000Z",
                           "windowEndsAt":"2027-01-12T11:00:00.000Z","moved":"Moved from Saturday 2027-01-09."}]}"""));
        var words = java.util.Arrays.copyOf(ADD, ADD.length + 1);
        words[ADD.length] = "--dry-run";

        assertThat(shell.run(words)).isZero();

        assertThat(server.calls("POST", "/plans").get(0).path()).endsWith("?dryRun=true");
        assertThat(shell.out())
                .contains("Every quarter.")
                .contains("2027-01-12 09:00:00Z")
                .contains("Moved from Saturday")
                .contains("Note: Halted.");
        assertThat(home.resolve("shell/starts")).doesNotExist();
    }

    @Test
    void aDryRunThatFindsProblemsIsAUsageErrorNamingThemAll() {
        server.on("POST", "/plans", StubServer.json("""
                        {"rule":"","warnings":[],"slots":[],"problems":[
                         {"code":"FD-PLAN-DAY","where":"day","message":"Not a day.","next":"Write day 15."},
                         {"code":"FD-PLAN-ZONE","where":"zone","message":"No zone.","next":""}]}"""));
        var words = java.util.Arrays.copyOf(ADD, ADD.length + 1);
        words[ADD.length] = "--dry-run";

        assertThat(shell.run(words)).isEqualTo(2);
        assertThat(shell.out())
                .contains("FD-PLAN-DAY")
                .contains("Write day 15.")
                .contains("FD-PLAN-ZONE");
    }

    @Test
    void leavingOutAPartOfTheRuleIsAUsageErrorBeforeAnyCall() {
        assertThat(shell.run("plan", "add", "token-revocation", "--target", "sandbox", "--every", "quarter"))
                .isEqualTo(2);
        assertThat(shell.run("plan", "pause", "P-3")).isEqualTo(2);
        assertThat(server.calls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plan pause P-3 --reason x|POST|/plans/P-3/pause|{\"reason\":\"x\"}",
                "plan resume P-3|POST|/plans/P-3/resume|{}",
                "plan resume P-3 --reason y|POST|/plans/P-3/resume|{\"reason\":\"y\"}",
                "plan remove P-3 --reason z|DELETE|/plans/P-3|{\"reason\":\"z\"}"
            })
    void eachActSendsWhatTheApiTakes(String line, String method, String path, String body) {
        server.on(method, path, StubServer.json(PLAN));

        assertThat(shell.run(line.split(" "))).isZero();

        assertThat(server.calls(method, path).get(0).body()).isEqualTo(body);
        assertThat(shell.out()).contains("P-3").contains("active").contains("Sandbox drill");
    }

    @Test
    void missedSlotsAreInTheListAndOnThePage() {
        server.on("GET", "/plans", StubServer.json("{\"schema\":\"firedrill.plans/v1\",\"items\":[" + PLAN + "]}"))
                .on("GET", "/plans/P-3", StubServer.json(PLAN))
                .on("GET", "/slots", StubServer.json("{\"schema\":\"firedrill.slots/v1\",\"items\":[" + MISSED + "]}"));

        assertThat(shell.run("plan", "list", "--state", "active", "--state", "paused"))
                .isZero();
        assertThat(server.calls("GET", "/plans").get(0).path()).endsWith("?state=active%2Cpaused");
        assertThat(shell.out()).contains("MISSED").contains("missed");
        assertThat(shell.run("plan", "show", "P-3")).isZero();
        assertThat(shell.out()).contains("No server was there.").contains("owner ops");
        assertThat(shell.run("plan", "slots", "--state", "missed")).isZero();
        assertThat(shell.out()).contains("2027-01-12 09:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "jsonl", "yaml", "csv", "wide"})
    void everyFormatIsThere(String format) {
        server.on("GET", "/plans/P-3", StubServer.json(PLAN));

        assertThat(shell.run("plan", "show", "P-3", "-o", format)).isZero();

        assertThat(shell.out()).contains("P-3");
        if (format.equals("json")) assertThat(shell.out()).isEqualTo(PLAN + "\n");
    }
}
