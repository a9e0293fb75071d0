package io.firedrill.runbooks.format;

import static io.firedrill.runbooks.RunbookFixture.aRunbook;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.firedrill.runbooks.Loaded;
import io.firedrill.runbooks.RunbookReader;
import io.firedrill.runbooks.model.Finding;

class FolderTests {
    @TempDir
    Path home;

    @Test
    void readsEveryFolderByName() throws IOException {
        unpack("token-revocation");
        Files.createDirectories(home.resolve("broken-one"));
        Files.createDirectories(home.resolve(".git"));

        var loaded = RunbookReader.folders(home);

        assertThat(loaded).extracting(Loaded::key).containsExactly("broken-one", "token-revocation");
        assertThat(loaded.get(1)).isInstanceOf(Loaded.Good.class);
    }

    @Test
    void findsNothingWhereThereIsNoFolder() {
        assertThat(RunbookReader.folders(home.resolve("nowhere"))).isEmpty();
        assertThat(findings(home.resolve("nowhere"))).extracting(Finding::code).contains("RB-UNREADABLE");
    }

    @Test
    void namesEveryFileThatIsMissing() throws IOException {
        var empty = Files.createDirectories(home.resolve("empty"));

        assertThat(findings(empty))
                .filteredOn(finding -> finding.code().equals("RB-MISSING"))
                .extracting(Finding::file)
                .containsExactly("by-hand.md", "runbook.bpmn", "runbook.yaml");
    }

    @Test
    void refusesLinksThatLeadOut() throws IOException {
        var folder = unpack("token-revocation");
        var secret = Files.writeString(home.resolve("secret"), "s3cret");
        Files.createSymbolicLink(folder.resolve("comms/leak.md"), secret);

        assertThat(findings(folder))
                .extracting(Finding::code, Finding::file)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("RB-FILE", "comms/leak.md"));
    }

    @Test
    void refusesFilesThatNobodyWouldReadAndSuggestsTheNameThatWasMeant() throws IOException {
        var folder = unpack("token-revocation");
        Files.writeString(folder.resolve("runbook.yml"), "x");
        Files.writeString(folder.resolve("comms/Start.md"), "x");
        Files.writeString(folder.resolve(".DS_Store"), "x");
        Files.writeString(folder.resolve("runbook.yaml~"), "x");

        assertThat(findings(folder)).extracting(Finding::file).containsExactly("comms/Start.md", "runbook.yml");
        assertThat(findings(folder).get(1).next()).isEqualTo("Did you mean 'runbook.yaml'?");
    }

    @Test
    void aChangedByteIsAnotherVersion() throws IOException {
        var folder = unpack("token-revocation");
        var before = version(folder);
        Files.writeString(folder.resolve("by-hand.md"), "\n", java.nio.file.StandardOpenOption.APPEND);

        assertThat(version(folder)).hasSize(64).isNotEqualTo(before);
    }

    @Test
    void movingBytesBetweenNameAndContentIsAnotherVersion() {
        var one = new TreeMap<String, byte[]>();
        one.put("a", new byte[] {'b', 'c'});
        var other = new TreeMap<String, byte[]>();
        other.put("ab", new byte[] {'c'});

        assertThat(new RunbookFiles(null, one).version()).isNotEqualTo(new RunbookFiles(null, other).version());
    }

    private Path unpack(String name) throws IOException {
        var folder = home.resolve(name);
        for (var file : Zip.read(aRunbook().zip(), new Findings()).files().entrySet()) {
            var path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        return folder;
    }

    private static String version(Path folder) {
        return ((Loaded.Good) RunbookReader.folder(folder)).runbook().version();
    }

    private static java.util.List<Finding> findings(Path folder) {
        return ((Loaded.Bad) RunbookReader.folder(folder)).findings();
    }
}
