package io.firedrill.engine.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

import io.firedrill.engine.library.Library.Origin;
import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.problem.Problem;
import io.firedrill.engine.testing.EveryDatabase;
import io.firedrill.engine.testing.TestDatabase;

@EveryDatabase
class LibraryTests {
    private static final String KEY = LibraryFixture.KEY;

    @Parameter
    TestDatabase database;

    @TempDir
    Path home;

    private LibraryFixture server;

    @BeforeEach
    void open() {
        for (var table : new String[] {"fd_runbook_version", "fd_runbook_template", "fd_approval"}) {
            database.jdbc().sql("delete from " + table).update();
        }
        server = new LibraryFixture(database, home);
    }

    @Test
    void knowsTheShippedRunbooksFromTheStart() {
        assertThat(server.library.problems()).isEmpty();
        var shipped = server.newest();

        assertThat(shipped.origin()).isEqualTo(Origin.SHIPPED);
        assertThat(shipped.approval()).isNull();
        assertThat(server.library.newest())
                .extracting(entry -> entry.runbook().key())
                .contains(KEY);
        assertThat(server.library.templates())
                .extracting(entry -> entry.template().name())
                .contains("start", "done");
    }

    @Test
    void aFolderInTheDataFolderIsANewVersionAndSoIsEachChange() throws IOException {
        var shipped = server.newest().runbook().version();
        server.write(KEY, LibraryFixture.files("Ours", "mia"));
        server.pass(Duration.ofMinutes(1));
        var first = server.newest();
        assertThat(first.origin()).isEqualTo(Origin.HOME);
        assertThat(first.runbook().title()).isEqualTo("Ours");

        server.write(KEY, LibraryFixture.files("Ours, better", "mia"));
        server.pass(Duration.ofMinutes(1));

        var second = server.newest();
        assertThat(second.runbook().title()).isEqualTo("Ours, better");
        assertThat(server.library.versions(KEY))
                .extracting(entry -> entry.runbook().version())
                .containsExactly(second.runbook().version(), first.runbook().version(), shipped);
        assertThat(server.library
                        .find(KEY, first.runbook().shortVersion())
                        .orElseThrow()
                        .runbook()
                        .title())
                .isEqualTo("Ours");
    }

    @Test
    void aFolderSetBackToAnEarlierContentMakesThatVersionTheNewest() throws IOException {
        for (var title : new String[] {"One", "Two", "One"}) {
            server.write(KEY, LibraryFixture.files(title, "mia"));
            server.pass(Duration.ofMinutes(1));
            assertThat(server.newest().runbook().title()).isEqualTo(title);
        }

        assertThat(server.library.versions(KEY)).hasSize(3);
    }

    @Test
    void aBadFolderIsReportedWithEveryFindingAndTheOthersGoOn() throws IOException {
        server.write("other", Map.of("runbook.bpmn", "<bpmn".getBytes(StandardCharsets.UTF_8)));
        var files = LibraryFixture.files("Ours", "mia");
        files.put("comms/start.md", "no front matter {{run}}".getBytes(StandardCharsets.UTF_8));
        files.put("runbook.yaml", "title: [".getBytes(StandardCharsets.UTF_8));
        server.write(KEY, files);

        assertThat(server.newest().origin()).isEqualTo(Origin.SHIPPED);
        assertThat(server.library.problems())
                .extracting(Problem::where)
                .anyMatch(where -> where.startsWith("other/"))
                .anyMatch(where -> where.startsWith(KEY + "/runbook.yaml"))
                .anyMatch(where -> where.startsWith(KEY + "/comms/start.md"));

        server.write(KEY, LibraryFixture.files("Ours", "mia"));
        assertThat(server.newest().runbook().title()).isEqualTo("Ours");
        assertThat(server.library.problems()).extracting(Problem::where).noneMatch(where -> where.startsWith(KEY));
    }

    @Test
    void anUploadIsKeptOverARestartAndAnOlderFolderDoesNotPushItAside() throws IOException {
        server.write(KEY, LibraryFixture.files("From the folder", "mia"));
        server.newest();
        server.pass(Duration.ofMinutes(1));
        var added = server.library.add(LibraryFixture.zip(LibraryFixture.files("Uploaded", "mia")), "noa");
        assertThat(added.origin()).isEqualTo(Origin.API);
        assertThat(added.addedBy()).isEqualTo("noa");

        var again = new LibraryFixture(database, home);
        again.pass(Duration.ofHours(1));

        assertThat(again.newest().runbook().title()).isEqualTo("Uploaded");
        assertThat(again.library.versions(KEY)).hasSize(3);
    }

    @Test
    void theSameContentAgainIsTheSameVersion() {
        var zip = LibraryFixture.zip(LibraryFixture.files("Uploaded", "mia"));
        var first = server.library.add(zip, "noa");
        server.pass(Duration.ofMinutes(1));

        var second = server.library.add(zip, "lou");

        assertThat(second.addedBy()).isEqualTo("noa");
        assertThat(second.addedAt()).isEqualTo(first.addedAt());
        assertThat(server.library.versions(KEY)).hasSize(2);
    }

    @Test
    void anUploadWithFindingsIsRefusedWithAllOfThem() {
        var files = LibraryFixture.files("Uploaded", "mia");
        files.put("runbook.yaml", "title: [".getBytes(StandardCharsets.UTF_8));
        files.remove("comms/start.md");

        assertThatThrownBy(() -> server.library.add(LibraryFixture.zip(files), "noa"))
                .isInstanceOfSatisfying(FiredrillException.class, refusal -> assertThat(refusal.problems())
                        .isNotEmpty());
        assertThatThrownBy(() -> server.library.add(new byte[] {1, 2, 3}, "noa"))
                .isInstanceOf(FiredrillException.class);
        assertThat(server.library.versions(KEY)).hasSize(1);
    }

    @Test
    void aVersionIsFoundByItsFirstTwelveDigitsAndNothingShorter() {
        var version = server.newest().runbook().version();

        assertThat(server.library.find(KEY, version)).isPresent();
        assertThat(server.library.find(KEY, version.substring(0, 12))).isPresent();
        assertThat(server.library.find(KEY, "0".repeat(64))).isEmpty();
        assertThat(server.library.find("no-such-runbook", null)).isEmpty();
        for (var wrong : new String[] {version.substring(0, 11), "%", "newest"}) {
            assertThatThrownBy(() -> server.library.find(KEY, wrong)).hasMessageContaining("FD-RUNBOOK-VERSION");
        }
    }

    @Test
    void aChangedArchiveInTheDatabaseIsNotUsed() {
        var zip = LibraryFixture.zip(LibraryFixture.files("Uploaded", "mia"));
        var version = server.library.add(zip, "noa").runbook().version();
        database.jdbc()
                .sql("update fd_runbook_version set archive = ? where version = ?")
                .params(LibraryFixture.zip(LibraryFixture.files("Tampered", "mia")), version)
                .update();

        var other = new LibraryFixture(database, home);

        assertThatThrownBy(() -> other.library.find(KEY, version)).hasMessageContaining("changed by hand");
    }
}
