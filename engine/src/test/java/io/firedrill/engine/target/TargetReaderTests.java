package io.firedrill.engine.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Map;

import org.junit.jupiter.api.Test;

import io.firedrill.engine.port.Health;
import io.firedrill.engine.port.OutsideSystem;
import io.firedrill.engine.problem.Problem;

class TargetReaderTests {
    static final String GOOD = """
            name: payments
            title: Payments, production
            service: payments
            systems:
              auth-server:
                kind: fake
                drill: {settings: {endpoint: "http://127.0.0.1:1"}, secrets: {admin: "file:/run/secrets/a"}}
                real: {settings: {endpoint: "http://127.0.0.1:2", realm: main}, secrets: {admin: "env:ADMIN"}}
            channels:
              incident: {drill: "#drill-payments", real: "#incident-payments"}
            canaries:
              drill: {victim: v, control: c, client: a, control-client: b}
            """;

    private final TargetReader reader = new TargetReader(
            Map.of("fake", new FakeKind<>("fake", OutsideSystem.class, binding -> () -> Health.good("fine"))));

    @Test
    void readsAWholeTarget() {
        var reading = reader.read(GOOD, "payments.yaml", false);

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.target().view().hasReal()).isTrue();
        assertThat(reading.target().view().origin()).isEqualTo("payments.yaml");
        assertThat(reading.target().systems().get("auth-server").real().settings())
                .isEqualTo(Map.of("endpoint", "http://127.0.0.1:2", "realm", "main"));
        assertThat(reading.target().drillCanaries()).isEqualTo(new TargetSystems.Canaries("v", "c", "a", "b"));
        assertThat(reading.target().realCanaries()).isNull();
    }

    @Test
    void reportsEveryProblemWithItsLineAtOnce() {
        var reading = reader.read("""
                name: Pay ments
                title: Payments
                colour: red
                systems:
                  auth-server:
                    kind: fake
                    drill: {settings: {endpoint: "http://127.0.0.1:1", port: 1}, secrets: {admin: "hunter2"}}
                  gateway:
                    kind: kong
                    drill: {}
                  pins:
                    kind: fake
                    drill: {secrets: {admin: "vault:kv/x"}}
                channels:
                  incident: {drill: "#x", real: "#x"}
                """, "bad.yaml", false);

        assertThat(reading.target()).isNull();
        assertThat(reading.problems())
                .extracting(Problem::where, Problem::code)
                .contains(
                        tuple("bad.yaml:1", "FD-TARGET-FILE"), // the name, and that there is no service
                        tuple("bad.yaml:3", "FD-TARGET-FILE"), // colour
                        tuple("bad.yaml:7", "FD-TARGET-FILE"), // port
                        tuple("bad.yaml:7", "FD-SECRET-LITERAL"),
                        tuple("bad.yaml:9", "FD-TARGET-KIND"),
                        tuple("bad.yaml:13", "FD-TARGET-FILE"), // endpoint
                        tuple("bad.yaml:13", "FD-SECRET-VAULT"),
                        tuple("bad.yaml:15", "FD-TARGET-CHANNEL"));
        assertThat(reading.problems()).extracting(Problem::message).anyMatch(text -> text.contains("'service'"));
        assertThat(reading.problems().toString()).doesNotContain("hunter2");
    }

    @Test
    void refusesHalfAReal() {
        var reading = reader.read(GOOD.replace(", real: \"#incident-payments\"", ""), "half.yaml", false);

        assertThat(reading.problems()).singleElement().satisfies(problem -> assertThat(problem.message())
                .contains("channels.incident"));
    }

    @Test
    void refusesAUserOrPasswordInsideAnAddress() {
        var reading = reader.read(GOOD.replace("127.0.0.1:1", "root:hunter2@127.0.0.1:1"), "x.yaml", false);

        assertThat(reading.problems()).extracting(Problem::code).containsExactly("FD-SECRET-LITERAL");
        assertThat(reading.problems().toString()).doesNotContain("hunter2");
    }

    @Test
    void refusesAFieldThatIsThereTwice() {
        assertThat(reader.read(GOOD + "title: Another\n", "x.yaml", false).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.where()).isEqualTo("x.yaml:13"));
    }

    @Test
    void saysInWhichLineAFileStopsBeingYaml() {
        assertThat(reader.read("name: a\ntitle: [b\nservice: c\n", "x.yaml", false)
                        .problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.where()).isEqualTo("x.yaml:3"));
        assertThat(reader.read("", "x.yaml", false).problems()).hasSize(1);
        assertThat(reader.read("- a\n", "x.yaml", false).problems()).isNotEmpty();
    }

    @Test
    void refusesYamlThatWouldGrowWhenItIsRead() {
        var bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n";

        assertThat(reader.read(bomb, "x.yaml", false).target()).isNull();
        assertThat(reader.read("a: ".repeat(1) + "{b: ".repeat(50) + "1" + "}".repeat(50), "x.yaml", false)
                        .problems())
                .isNotEmpty();
    }
}
