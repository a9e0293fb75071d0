package io.firedrill.runbooks.lint;

import static io.firedrill.runbooks.RunbookFixture.DIAGRAM;
import static io.firedrill.runbooks.RunbookFixture.MANIFEST;
import static io.firedrill.runbooks.RunbookFixture.aRunbook;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestRulesTests {
    private static final String PATTERN = "pattern: \"[A-Za-z0-9._:~-]{1,128}\"";

    @Test
    void thereIsAtLeastOneObjective() {
        var none = aRunbook().without(MANIFEST, "objectives:\n", "limit: 60\n    unit: s\n");

        assertThat(none.codes()).containsExactly("RB-OBJECTIVE-NONE");
    }

    @Test
    void objectivesRestOnWhatIsMeasured() {
        var unmeasured = aRunbook().with(DIAGRAM, "topic=\"probe.collateral\"", "topic=\"probe.baseline\"");

        assertThat(unmeasured.codes()).containsExactly("RB-MEASURE");
        assertThat(aRunbook().with(MANIFEST, "limit: 15", "limit: -1").codes()).containsExactly("RB-OBJECTIVE-LIMIT");
    }

    @Test
    void aStopConditionRestsOnWhatIsWatchedAllTheTime() {
        var condition = "stopConditions:\n  down:\n    measure: survivors\n    above: 0\n    lasting: PT5S\n";

        assertThat(aRunbook().before(MANIFEST, "undo:", condition).codes()).containsExactly("RB-STOP-MEASURE");
    }

    @Test
    void stopConditionsLastAndRestOnWhatIsMeasured() {
        var condition = "stopConditions:\n  down:\n    measure: %s\n    above: 0.5\n    lasting: %s\n";

        assertThat(aRunbook()
                        .before(MANIFEST, "undo:", condition.formatted("failed-share", "PT5S"))
                        .codes())
                .isEmpty();
        assertThat(aRunbook()
                        .before(MANIFEST, "undo:", condition.formatted("first-message", "PT0S"))
                        .codes())
                .containsExactly("RB-MEASURE", "RB-STOP-LASTING");
    }

    @Test
    void systemsCoverWhatActionsUse() {
        assertThat(aRunbook().with(MANIFEST, "gateway, chat", "chat").codes()).containsExactly("RB-SYSTEM-MISSING");
        assertThat(aRunbook()
                        .with(MANIFEST, "gateway, chat", "gateway, chat, mainframe")
                        .codes())
                .containsExactly("RB-SYSTEM-UNKNOWN");
    }

    @Test
    void onlyTheFleetCanBeMissing() {
        assertThat(aRunbook()
                        .with(MANIFEST, "gateway, chat]", "chat]")
                        .with(MANIFEST, "[fleet]", "[fleet, gateway]")
                        .codes())
                .containsExactly("RB-SYSTEM-OPTIONAL");
        assertThat(aRunbook()
                        .with(MANIFEST, "gateway, chat]", "gateway, chat, fleet]")
                        .codes())
                .containsExactly("RB-SYSTEM-OPTIONAL");
        assertThat(aRunbook().without(MANIFEST, "optionalSystems", "]\n").codes())
                .containsExactly("RB-SYSTEM-MISSING");
    }

    @Test
    void rolesAreThoseTheServerWouldLetDoIt() {
        assertThat(aRunbook()
                        .with(MANIFEST, "startReal: [responder]", "startReal: [viewer]")
                        .codes())
                .containsExactly("RB-ROLE");
        assertThat(aRunbook()
                        .with(MANIFEST, "approve: [approver]", "approve: []")
                        .codes())
                .containsExactly("RB-ROLE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a+)+",
                "(a|a)*b",
                "[a-z]*[a-z]*[a-z]*[a-z]*!",
                "(?<x>a)\\\\1",
                "a++",
                "[",
                "a{2,1}",
                "(?s).*",
                ".*",
                ""
            })
    void patternsCannotTakeForEver(String pattern) {
        assertThat(aRunbook()
                        .with(MANIFEST, PATTERN, "pattern: \"" + pattern + "\"")
                        .codes())
                .containsExactly("RB-PARAMETER");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
                "dev-\\\\d+",
                "[^@ ]+@[a-z.]+",
                "urn:[a-z]{2,10}:\\\\w?"
            })
    void usualPatternsPass(String pattern) {
        assertThat(aRunbook()
                        .with(MANIFEST, PATTERN, "pattern: \"" + pattern + "\"")
                        .codes())
                .isEmpty();
    }

    @Test
    void defaultsAreValuesTheParameterAccepts() {
        assertThat(aRunbook()
                        .with(MANIFEST, "default: subject", "default: subjekt")
                        .codes())
                .containsExactly("RB-PARAMETER");
        assertThat(aRunbook()
                        .with(MANIFEST, PATTERN, PATTERN + "\n    default: \"no blanks\"")
                        .codes())
                .containsExactly("RB-PARAMETER");
        assertThat(parameter("type: number\n    default: 5\n    max: 4")).containsExactly("RB-PARAMETER");
        assertThat(parameter("type: number\n    default: 5\n    max: 5")).isEmpty();
        assertThat(parameter("type: duration\n    default: PT90S\n    max: 60")).containsExactly("RB-PARAMETER");
        assertThat(parameter("type: duration\n    default: PT30S\n    max: 60")).isEmpty();
        assertThat(parameter("type: boolean\n    default: maybe")).containsExactly("RB-PARAMETER");
        assertThat(parameter("type: boolean\n    default: true")).isEmpty();
        assertThat(parameter("type: secret\n    default: hunter2")).containsExactly("RB-PARAMETER");
        assertThat(parameter("type: number\n    min: 3\n    max: 2")).containsExactly("RB-PARAMETER");
        assertThat(parameter("type: text\n    min: 3")).containsExactly("RB-PARAMETER");
        assertThat(parameter("type: text\n    choices: [a]")).containsExactly("RB-PARAMETER");
        assertThat(parameter("type: choice")).containsExactly("RB-PARAMETER");
        assertThat(parameter("type: choice\n    choices: [a, a]")).containsExactly("RB-PARAMETER");
    }

    @Test
    void parametersDoNotHideTheRunsOwnVariables() {
        assertThat(aRunbook()
                        .before(MANIFEST, "  token:\n", "  denyUntil: {title: x, type: text}\n")
                        .codes())
                .containsExactly("RB-PARAMETER");
        assertThat(aRunbook()
                        .before(MANIFEST, "  token:\n", "  mode: {title: x, type: text}\n")
                        .codes())
                .containsExactly("RB-PARAMETER");
        assertThat(aRunbook()
                        .before(MANIFEST, "  token:\n", "  not-a-word: {title: x, type: text}\n")
                        .codes())
                .containsExactly("RB-YAML");
    }

    @Test
    void onlyWhenNamesAnotherParametersValue() {
        assertThat(parameter("type: text\n    onlyWhen: {scop: [token]}")).containsExactly("RB-PARAMETER");
        assertThat(parameter("type: text\n    onlyWhen: {scope: [tokens]}")).containsExactly("RB-PARAMETER");
        assertThat(parameter("type: text\n    onlyWhen: {scope: []}")).containsExactly("RB-PARAMETER");
        assertThat(parameter("type: text\n    onlyWhen: {scope: [token], session: [x]}"))
                .containsExactly("RB-YAML");
        assertThat(parameter("type: text\n    onlyWhen: {scope: [token, client]}"))
                .isEmpty();
    }

    @Test
    void aRunbookThatRevokesAsksWhat() {
        assertThat(aRunbook()
                        .with(MANIFEST, "session, subject, device", "session, subject, device, planet")
                        .codes())
                .containsExactly("RB-SCOPE");
        assertThat(aRunbook()
                        .without(MANIFEST, "  device:\n", "{scope: [device]}\n")
                        .codes())
                .containsExactly("RB-SCOPE");
        assertThat(aRunbook().with(MANIFEST, "type: secret", "type: text").codes())
                .containsExactly("RB-SCOPE");
    }

    @Test
    void stepsSendMessagesThatExist() {
        assertThat(aRunbook().with(DIAGRAM, ">rolled-back<", ">roled-back<").findings())
                .anySatisfy(finding -> assertThat(finding.next()).isEqualTo("Did you mean 'rolled-back'?"));
        assertThat(aRunbook().withoutFile("comms/correction.md").codes()).containsExactly("RB-TEMPLATE-MISSING");
    }

    @Test
    void noMessageIsApprovedForNothing() {
        var unused = aRunbook().file("comms/spare.md", aRunbook().text("comms/start.md"));

        assertThat(unused.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.code()).isEqualTo("RB-TEMPLATE-UNUSED"))
                .satisfies(finding -> assertThat(finding.file()).isEqualTo("comms/spare.md"));
    }

    private static java.util.List<String> parameter(String fields) {
        return aRunbook()
                .before(MANIFEST, "  token:\n", "  extra:\n    title: Extra\n    " + fields + "\n")
                .codes();
    }
}
