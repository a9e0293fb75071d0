package io.firedrill.runbooks.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.firedrill.runbooks.model.Finding;

class ZipTests {
    private final Findings findings = new Findings();

    @Test
    void takesTheNameOfTheOneFolderInside() throws IOException {
        var files = Zip.read(zip(Map.of("my-runbook/runbook.yaml", "a", "my-runbook/comms/x.md", "b")), findings);

        assertThat(files.folder()).isEqualTo("my-runbook");
        assertThat(files.files()).containsOnlyKeys("runbook.yaml", "comms/x.md");
        assertThat(findings.isEmpty()).isTrue();
    }

    @Test
    void takesFilesThatLieDirectlyInside() throws IOException {
        var files = Zip.read(zip(Map.of("runbook.yaml", "a", "comms/x.md", "b")), findings);

        assertThat(files.folder()).isNull();
        assertThat(files.files()).containsOnlyKeys("runbook.yaml", "comms/x.md");
    }

    @Test
    void passesOverWhatFileManagersAdd() throws IOException {
        var files = Zip.read(
                zip(Map.of("a/runbook.yaml", "a", "__MACOSX/a/._runbook.yaml", "x", "a/.DS_Store", "x")), findings);

        assertThat(files.files()).containsOnlyKeys("runbook.yaml");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil.md",
                "a/../../evil.md",
                "/etc/passwd",
                "C:\\evil.md",
                "a\\..\\evil.md",
                "a//b.md",
                "./a.md",
                "a\u0000.md",
                "\u202Egnp.md",
                ".."
            })
    void refusesNamesThatLeadElsewhere(String name) throws IOException {
        var files = Zip.read(zip(Map.of(name, "x")), findings);

        assertThat(files.files()).isEmpty();
        assertThat(codes()).isNotEmpty().isSubsetOf("RB-ZIP-PATH", "RB-ZIP");
    }

    @Test
    void refusesABombWithoutUnpackingIt() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("runbook.yaml"));
            var zeros = new byte[1024 * 1024];
            for (int i = 0; i < 500; i++) zip.write(zeros);
        }
        assertThat(out.size()).isLessThan(RunbookFiles.MOST_BYTES);

        var files = Zip.read(out.toByteArray(), findings);

        assertThat(codes()).containsExactly("RB-TOO-LARGE");
        assertThat(files.files()).isEmpty();
    }

    @Test
    void countsEntriesUnderForbiddenNamesToo() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (int i = 0; i < 4; i++) {
                zip.putNextEntry(new ZipEntry("../" + i));
                zip.write(new byte[2 * 1024 * 1024]);
            }
        }

        Zip.read(out.toByteArray(), findings);

        assertThat(codes()).contains("RB-ZIP-PATH", "RB-TOO-LARGE");
    }

    @Test
    void refusesMoreEntriesThanARunbookHas() throws IOException {
        var many = new LinkedHashMap<String, String>();
        for (int i = 0; i <= RunbookFiles.MOST_FILES; i++) many.put("comms/m" + i + ".md", "x");

        Zip.read(zip(many), findings);

        assertThat(codes()).containsExactly("RB-TOO-LARGE");
    }

    @Test
    void refusesAnArchiveOverTheLimit() {
        Zip.read(new byte[RunbookFiles.MOST_BYTES + 1], findings);

        assertThat(codes()).containsExactly("RB-TOO-LARGE");
    }

    @Test
    void refusesAFileThatIsThereTwice() throws IOException {
        var bytes = zip(Map.of("runbook.yaml", "good", "runbook.yam2", "evil"));
        var twice = new String(bytes, StandardCharsets.ISO_8859_1)
                .replace("runbook.yam2", "runbook.yaml")
                .getBytes(StandardCharsets.ISO_8859_1);

        Zip.read(twice, findings);

        assertThat(codes()).containsExactly("RB-ZIP-TWICE");
    }

    @Test
    void refusesWhatIsNoArchive() {
        var noise = new byte[10_000];
        new Random(7).nextBytes(noise);

        Zip.read(noise, findings);
        Zip.read(new byte[0], findings);

        assertThat(codes()).containsOnly("RB-ZIP");
    }

    @Test
    void refusesADamagedArchive() throws IOException {
        var bytes = zip(Map.of("runbook.yaml", "a".repeat(5000)));
        bytes[45] ^= 0x55;

        Zip.read(bytes, findings);

        assertThat(codes()).containsExactly("RB-ZIP");
    }

    private java.util.List<String> codes() {
        return findings.sorted().stream().map(Finding::code).distinct().toList();
    }

    private static byte[] zip(Map<String, String> files) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }
}
