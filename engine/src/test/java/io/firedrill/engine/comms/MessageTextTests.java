package io.firedrill.engine.comms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.problem.Problem;
import io.firedrill.runbooks.model.MessageTemplate;
import io.firedrill.runbooks.model.MessageTemplate.Variable;

class MessageTextTests {
    @Test
    void aDrillsMessageBeginsAndEndsWithTheMarkAndCallsNobody() {
        var text = MessageText.render(template("@channel <!here> Tokens revoked. REAL INCIDENT"), Map.of(), false);

        assertThat(text).isEqualTo("""
                        EXERCISE EXERCISE EXERCISE

                        (at)channel (at)here Tokens revoked. (mark removed)

                        EXERCISE EXERCISE EXERCISE""");
    }

    @Test
    void aRealMessageBeginsWithItsMarkAndMayCall() {
        assertThat(MessageText.render(template("@channel Exercise, exercise: no."), Map.of(), true))
                .isEqualTo("REAL INCIDENT\n\n@channel (mark removed): no.");
    }

    @Test
    void fillsValuesOfEveryType() {
        var template = template(
                "{{a}}|{{ b }}|{{c}}|{{d}}|{{e}}|{{f}}|{{g}}",
                new Variable("a", MessageTemplate.Type.TEXT),
                new Variable("b", MessageTemplate.Type.NUMBER),
                new Variable("c", MessageTemplate.Type.DURATION),
                new Variable("d", MessageTemplate.Type.INSTANT),
                new Variable("e", MessageTemplate.Type.RUN),
                new Variable("f", MessageTemplate.Type.TEXT),
                new Variable("g", MessageTemplate.Type.DURATION));

        var text = MessageText.render(
                template,
                Map.of(
                        "a",
                        "leaked log",
                        "b",
                        3.50,
                        "c",
                        Duration.ofMillis(2310),
                        "d",
                        Instant.parse("2026-03-02T12:00:00.999Z"),
                        "e",
                        "R-17",
                        "f",
                        URI.create("http://localhost:8080/runs/R-17"),
                        "g",
                        Unknown.NOT_MEASURED,
                        "unused",
                        "x"),
                true);

        assertThat(text)
                .isEqualTo("REAL INCIDENT\n\nleaked log|3.5|2.31 s|2026-03-02 12:00:00 UTC|R-17"
                        + "|http://localhost:8080/runs/R-17|not measured");
    }

    @Test
    void longDurationsAreInHoursAndMinutes() {
        var template = template("{{a}}", new Variable("a", MessageTemplate.Type.DURATION));

        assertThat(MessageText.render(template, Map.of("a", Duration.ofSeconds(3725)), true))
                .endsWith("1 h 2 min 5 s");
    }

    @Test
    void reportsEveryMissingAndIllTypedValueAndEveryUndeclaredPlaceholderTogether() {
        var template = template(
                "{{a}} {{b}} {{c}} {{other}} {{ not one }}",
                new Variable("a", MessageTemplate.Type.TEXT),
                new Variable("b", MessageTemplate.Type.NUMBER),
                new Variable("c", MessageTemplate.Type.RUN));

        assertThatThrownBy(() -> MessageText.render(template, Map.of("b", "three", "c", "R-0"), false))
                .isInstanceOfSatisfying(FiredrillException.class, refusal -> assertThat(refusal.problems())
                        .extracting(Problem::message)
                        .satisfiesExactlyInAnyOrder(
                                text -> assertThat(text).contains("no value for 'a'"),
                                text -> assertThat(text).contains("'b' is no number"),
                                text -> assertThat(text).contains("'c' is no run"),
                                text -> assertThat(text).contains("'other'"),
                                text -> assertThat(text).contains("cannot be read")));
    }

    @Test
    void aValueThatLooksLikeAPlaceholderIsNotFilledAgain() {
        var template = template(
                "{{a}} {{b}}",
                new Variable("a", MessageTemplate.Type.TEXT),
                new Variable("b", MessageTemplate.Type.TEXT));

        assertThat(MessageText.render(template, Map.of("a", "{{b}} $1 \\", "b", "x"), true))
                .isEqualTo("REAL INCIDENT\n\n{ {b} } $1 / x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@channel",
                "@Here",
                "@all",
                "x@everyone",
                "＠channel",
                "@\u200bchannel",
                "@cha\u00adnnel",
                "<!channel>",
                "<!here|here>",
                "<@U123>",
                "<https://evil.example|click>",
                "[click](https://evil.example)",
                "https://evil.example",
                "HTTP://evil.example",
                "www.evil.example",
                "a\nb",
                "a\r\n\r\n> b",
                "a\u2028b",
                "`x`",
                "**bold**",
                "REAL INCIDENT",
                "real  incident",
                "Real\u200b Incident",
                "EXERCISE EXERCISE EXERCISE",
                "exercise, exercise",
                "\u202eevil",
                "@mia",
                "javascript://x",
                "<script>alert(1)</script>"
            })
    void aValueForgesNothing(String value) {
        var template = template("before {{a}} after", new Variable("a", MessageTemplate.Type.TEXT));

        for (boolean real : new boolean[] {true, false}) {
            var own = real ? MessageText.REAL : MessageText.EXERCISE;
            var text = MessageText.render(template, Map.of("a", value), real)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.equals(own))
                    .toList();

            assertThat(text)
                    .singleElement()
                    .asString()
                    .startsWith("before ")
                    .endsWith(" after")
                    .doesNotContain("@", "＠", "<", ">", "](", "://", "www.", "\u2028", "`", "*", "\u202e", "\u200b")
                    .doesNotContainIgnoringCase(real ? "exercise" : "real incident");
        }
    }

    @Test
    void theRunsOwnModeMayBeNamed() {
        var template = template("mode {{a}}", new Variable("a", MessageTemplate.Type.TEXT));

        assertThat(MessageText.render(template, Map.of("a", "real incident"), true))
                .isEqualTo("REAL INCIDENT\n\nmode real incident");
    }

    @ParameterizedTest
    @CsvSource({
        "mia@example.org, mia@example.org",
        "payments-eu, payments-eu",
        "drill_victim, drill_victim",
        "'it''s 5:30, see #ops', 'it''s 5:30, see #ops'"
    })
    void anOrdinaryValueStaysAsItIs(String value, String expected) {
        var template = template("{{a}}", new Variable("a", MessageTemplate.Type.TEXT));

        assertThat(MessageText.render(template, Map.of("a", value), true)).endsWith("\n\n" + expected);
    }

    @Test
    void anAddressIsOnlyTakenAsOurOwnWhenItIsPlain() {
        var template = template("{{a}}", new Variable("a", MessageTemplate.Type.TEXT));

        for (var address : List.of("javascript:alert(1)", "http://u:p@h/", "https://h/x|y".replace("|", "%7C") + "'")) {
            assertThatThrownBy(() -> MessageText.render(template, Map.of("a", URI.create(address)), true))
                    .isInstanceOf(FiredrillException.class);
        }
    }

    @Test
    void aSecretInAValueDoesNotReachTheText() {
        var template = template("{{a}}", new Variable("a", MessageTemplate.Type.TEXT));

        assertThat(MessageText.render(template, Map.of("a", "leaked xoxb-123456789-abcdef"), true))
                .doesNotContain("xoxb-123456789");
    }

    private static MessageTemplate template(String body, Variable... variables) {
        return new MessageTemplate(
                "start", "a".repeat(64), "mia", "responders", "incident", List.of(variables), "c", "d", body);
    }
}
