package io.firedrill.runbooks.format;

import static io.firedrill.runbooks.RunbookFixture.aRunbook;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.firedrill.runbooks.Loaded;
import io.firedrill.runbooks.RunbookFixture;
import io.firedrill.runbooks.model.Finding;
import io.firedrill.runbooks.model.MessageTemplate;

class CommsReaderTests {
    private static final String START = "comms/start.md";

    @Test
    void readsFrontMatterAndBody() {
        var start = ((Loaded.Good) aRunbook().load()).runbook().templates().get("start");

        assertThat(start.audience()).isEqualTo("responders");
        assertThat(start.channel()).isEqualTo("incident");
        assertThat(start.hash()).hasSize(64);
        assertThat(start.variables()).contains(new MessageTemplate.Variable("startedAt", MessageTemplate.Type.INSTANT));
        assertThat(start.body()).startsWith("**Revoking leaked tokens on {{target}}**");
    }

    @Test
    void refusesAMessageWithoutFrontMatter() {
        assertThat(only(aRunbook().file(START, "Hello"), "RB-COMMS-FRONT").file())
                .isEqualTo(START);
        assertThat(only(aRunbook().file(START, "---\nauthor: a\nHello"), "RB-COMMS-FRONT")
                        .line())
                .isEqualTo(1);
    }

    @Test
    void countsLinesFromTheTopOfTheFile() {
        var runbook = aRunbook().with(START, "audience:", "audiense:");

        assertThat(only(runbook, "RB-YAML-UNKNOWN").line()).isEqualTo(3);
        assertThat(only(runbook, "RB-YAML-UNKNOWN").next()).isEqualTo("Did you mean 'audience'?");
    }

    @Test
    void refusesPlaceholdersThatAreNotDeclared() {
        var runbook = aRunbook().with(START, "Scope: {{scope}}.", "Scope: {{scope}} {{survivors}} {{hostname}}.");
        var found = runbook.findings();

        assertThat(found).extracting(Finding::code).containsOnly("RB-TEMPLATE-PLACEHOLDER");
        assertThat(found).extracting(Finding::line).containsOnly(runbook.lineOf(START, "Scope: {{scope}}"));
        assertThat(found.get(0).next()).isEqualTo("Add survivors: number.");
    }

    @Test
    void refusesVariablesThatAreNotUsedUnknownOrOfAnotherType() {
        assertThat(only(aRunbook().with(START, "  run: run", "  run: run\n  state: text"), "RB-TEMPLATE-VARIABLE")
                        .message())
                .contains("not used");
        assertThat(only(aRunbook().with(START, "  run: run", "  run: text"), "RB-TEMPLATE-VARIABLE")
                        .next())
                .isEqualTo("Write run: run.");
        assertThat(aRunbook().with(START, "  run: run", "  run: ruin").codes()).contains("RB-YAML");
    }

    @Test
    void refusesBracesThatWouldBeSentAsTheyStand() {
        assertThat(only(aRunbook().with(START, "{{scope}}", "{{ scope }}"), "RB-COMMS-PLACEHOLDER")
                        .next())
                .contains("without blanks");
    }

    @Test
    void refusesAnEmptyOrEndlessBody() {
        var front =
                "---\nauthor: a\naudience: responders\nchannel: incident\ncorrection: correction\nallClear: all-clear\n---\n";

        assertThat(aRunbook().file(START, front).codes()).containsExactly("RB-TEMPLATE-BODY");
        assertThat(aRunbook().file(START, front + "x".repeat(5000)).codes()).containsExactly("RB-TEMPLATE-BODY");
    }

    @Test
    void aMessageIsTakenBackWhereItWasSent() {
        var finding = only(
                aRunbook().with("comms/customers.md", "correction: customers-correction", "correction: correction"),
                "RB-TEMPLATE-PARTNER");

        assertThat(finding.line()).isEqualTo(5);
        assertThat(finding.next()).contains("'customers'").contains("'status'");
    }

    @Test
    void refusesACorrectionThatDoesNotExist() {
        var finding = only(aRunbook().with(START, "allClear: all-clear", "allClear: all-cleer"), "RB-TEMPLATE-MISSING");

        assertThat(finding.next()).isEqualTo("Did you mean 'all-clear'?");
    }

    private static Finding only(RunbookFixture runbook, String code) {
        var found = runbook.findings().stream()
                .filter(finding -> finding.code().equals(code))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
