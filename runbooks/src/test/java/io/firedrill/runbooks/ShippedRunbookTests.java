package io.firedrill.runbooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.junit.jupiter.api.Test;

import io.firedrill.runbooks.model.Runbook;
import io.firedrill.runbooks.model.Step;

class ShippedRunbookTests {
    private static final Path RESOURCES = Path.of("src/main/resources/io/firedrill/runbooks/shipped");

    @Test
    void everyShippedRunbookKeepsEveryRule() {
        assertThat(RunbookReader.shipped()).isNotEmpty().allSatisfy(loaded -> assertThat(loaded)
                .isInstanceOf(Loaded.Good.class));
    }

    @Test
    void theIndexNamesEveryShippedFile() throws IOException {
        List<String> onDisk;
        try (var paths = Files.walk(RESOURCES)) {
            onDisk = paths.filter(Files::isRegularFile)
                    .map(path -> RESOURCES.relativize(path).toString())
                    .filter(name -> !name.equals("index.txt"))
                    .sorted()
                    .toList();
        }

        assertThat(Files.readAllLines(RESOURCES.resolve("index.txt"))).isEqualTo(onDisk);
    }

    @Test
    void theFolderAndTheClassPathGiveTheSameVersion() {
        var folder = (Loaded.Good) RunbookReader.folder(RESOURCES.resolve("token-revocation"));

        assertThat(folder.runbook().version())
                .isEqualTo(tokenRevocation().version())
                .hasSize(64);
    }

    @Test
    void tokenRevocationHasItsStepsInReadingOrder() {
        assertThat(tokenRevocation().steps().stream().map(Step::id))
                .containsExactly(
                        "preflight",
                        "announce",
                        "steady-before",
                        "mint",
                        "baseline",
                        "confirm-revocation",
                        "probe",
                        "revoke",
                        "deny",
                        "tell-customers",
                        "collateral",
                        "steady-after",
                        "wait-for-expiry",
                        "lift-deny",
                        "retire-canaries",
                        "clear-customers",
                        "close",
                        "retire",
                        "undo-deny",
                        "settle",
                        "verify",
                        "tell",
                        "reassure-customers");
    }

    @Test
    void undoTasksAndWhatTheyUndoKnowEachOther() {
        var runbook = tokenRevocation();

        assertThat(runbook.step("mint").orElseThrow().undoStep()).isEqualTo("retire");
        assertThat(runbook.step("retire").orElseThrow().undoes()).isEqualTo("mint");
        assertThat(runbook.step("retire").orElseThrow().kind()).isEqualTo(Step.Kind.UNDO);
        assertThat(runbook.step("revoke").orElseThrow().undoStep()).isNull();
        assertThat(runbook.undo()).containsKey("revoke");
        assertThat(runbook.step("settle").orElseThrow().inRollback()).isTrue();
    }

    @Test
    void theDiagramKeepsTheStandardsSchema() {
        var model = Bpmn.readModelFromStream(
                new ByteArrayInputStream(tokenRevocation().bpmn()));

        assertThat(model.getModelElementsByType(ServiceTask.class)).hasSizeGreaterThan(10);
    }

    private static Runbook tokenRevocation() {
        return RunbookReader.shipped().stream()
                .map(Loaded.Good.class::cast)
                .map(Loaded.Good::runbook)
                .filter(runbook -> runbook.key().equals("token-revocation"))
                .findFirst()
                .orElseThrow();
    }
}
