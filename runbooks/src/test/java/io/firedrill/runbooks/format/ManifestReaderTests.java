package io.firedrill.runbooks.format;

import static io.firedrill.runbooks.RunbookFixture.MANIFEST;
import static io.firedrill.runbooks.RunbookFixture.aRunbook;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.firedrill.runbooks.Loaded;
import io.firedrill.runbooks.model.Finding;
import io.firedrill.runbooks.model.Parameter;

class ManifestReaderTests {
    @Test
    void readsEveryField() {
        var runbook = ((Loaded.Good) aRunbook()
                        .before(
                                MANIFEST,
                                "undo:\n",
                                "stopConditions:\n  fleet-down:\n    measure: failed-share\n    above: 0.5\n    lasting: PT10S\n")
                        .load())
                .runbook();

        assertThat(runbook.title()).isEqualTo("Revoke leaked tokens");
        assertThat(runbook.systems()).containsExactly("auth-server", "gateway", "chat");
        assertThat(runbook.optionalSystems()).containsExactly("fleet");
        assertThat(runbook.roles().startReal()).containsExactly("responder");
        assertThat(runbook.objective("time-to-revoke").orElseThrow().limit()).isEqualTo(15);
        assertThat(runbook.stopConditions().get(0).lasting()).isEqualTo(Duration.ofSeconds(10));
        assertThat(runbook.undo().get("revoke").reason()).contains("sign in again");
        var device = runbook.parameters().stream()
                .filter(p -> p.name().equals("device"))
                .findFirst()
                .orElseThrow();
        assertThat(device.type()).isEqualTo(Parameter.Type.TEXT);
        assertThat(device.required()).isEqualTo(Parameter.Required.REAL);
        assertThat(device.onlyWhen()).isEqualTo(new Parameter.OnlyWhen("scope", java.util.List.of("device")));
    }

    @Test
    void suggestsTheFieldThatWasMeant() {
        var finding = only(aRunbook().with(MANIFEST, "owner:", "ownr:"), "RB-YAML-UNKNOWN");

        assertThat(finding.line()).isEqualTo(6);
        assertThat(finding.next()).isEqualTo("Did you mean 'owner'?");
    }

    @Test
    void refusesAFieldThatStandsTwice() {
        var finding = only(aRunbook().with(MANIFEST, "author: firedrill", "author: a\nauthor: b"), "RB-YAML-TWICE");

        assertThat(finding.line()).isEqualTo(8);
    }

    @Test
    void refusesAliases() {
        var finding = only(
                aRunbook()
                        .with(MANIFEST, "author: firedrill", "author: &a firedrill")
                        .with(MANIFEST, "owner: security-operations", "owner: *a"),
                "RB-YAML-ALIAS");

        assertThat(finding.line()).isEqualTo(6);
    }

    @Test
    void constructsNoObjects() {
        assertThat(aRunbook()
                        .with(MANIFEST, "owner: security-operations", "owner: !!java.net.URL ['http://127.0.0.1:1/']")
                        .codes())
                .contains("RB-YAML");
        assertThat(aRunbook()
                        .with(MANIFEST, "roles:\n", "roles: !!javax.script.ScriptEngineManager\n")
                        .codes())
                .contains("RB-YAML");
    }

    @Test
    void refusesMergeKeys() {
        assertThat(aRunbook()
                        .with(MANIFEST, "roles:\n", "roles:\n  <<: {approve: [approver]}\n")
                        .codes())
                .contains("RB-YAML");
    }

    @Test
    void refusesDeepNesting() {
        assertThat(aRunbook()
                        .with(MANIFEST, "systems: [", "systems: " + "[".repeat(100) + "]".repeat(100) + "\nx: [")
                        .codes())
                .contains("RB-YAML");
    }

    @Test
    void saysWhereYamlIsBroken() {
        var finding = only(aRunbook().with(MANIFEST, "owner: security-operations", "owner: [a, b"), "RB-YAML");

        assertThat(finding.line()).isBetween(6, 8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"title", "purpose", "owner", "author", "format", "systems", "roles"})
    void missesFieldsThatMustBeThere(String field) {
        var text = aRunbook().text(MANIFEST);
        var yaml = text.replaceFirst("(?m)^" + field + ":", "unheard-of:");

        assertThat(aRunbook().file(MANIFEST, yaml).findings())
                .anySatisfy(finding -> assertThat(finding.message()).contains("'" + field + "' is missing"));
    }

    @Test
    void refusesAFormatOfTheFuture() {
        assertThat(only(aRunbook().with(MANIFEST, "format: 1", "format: 2"), "RB-YAML")
                        .next())
                .isEqualTo("Write format: 1.");
    }

    @Test
    void refusesWordsThatAreNoType() {
        var finding = only(aRunbook().with(MANIFEST, "type: choice", "type: chioce"), "RB-YAML");

        assertThat(finding.next()).isEqualTo("Did you mean 'choice'?");
    }

    @Test
    void refusesNumbersThatAreNone() {
        assertThat(only(aRunbook().with(MANIFEST, "limit: 15", "limit: soon"), "RB-YAML")
                        .message())
                .contains("'limit' must be a number");
        assertThat(aRunbook().with(MANIFEST, "limit: 15", "limit: .inf").codes())
                .contains("RB-YAML");
        assertThat(aRunbook().with(MANIFEST, "unit: s", "unit: seconds").codes())
                .contains("RB-YAML");
    }

    @Test
    void refusesABareWordInPlaceOfAList() {
        assertThat(aRunbook()
                        .with(MANIFEST, "approve: [approver]", "approve: approver")
                        .codes())
                .contains("RB-YAML");
    }

    private static Finding only(io.firedrill.runbooks.RunbookFixture runbook, String code) {
        var found = runbook.findings().stream()
                .filter(finding -> finding.code().equals(code))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
