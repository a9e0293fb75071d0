package io.firedrill.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher with a java that tells what it was called with. */
@Timeout(60)
class LauncherTests {
    /** So that nothing is still being written when a test is over. */
    private static final Map<String, String> WITHOUT_ARCHIVE = Map.of("FIREDRILL_ARCHIVE", "off");

    @TempDir
    Path folder;

    private Path install;
    private Path java;

    private record Ended(int code, String out, String err) {
        List<String> arguments() {
            return out.lines().toList();
        }
    }

    @BeforeEach
    void anInstallationInAFolderWithBlanks() throws IOException {
        install = Files.createDirectories(folder.resolve("my tools"));
        Files.createDirectories(install.resolve("bin"));
        Files.createDirectories(install.resolve("target"));
        Files.writeString(install.resolve("target/firedrill.jar"), "not a real jar");
        var launcher = Path.of("bin/firedrill").toAbsolutePath();
        Files.copy(launcher, install.resolve("bin/firedrill"));
        assertThat(Files.isExecutable(launcher)).isTrue();
        Files.setPosixFilePermissions(install.resolve("bin/firedrill"), PosixFilePermissions.fromString("rwxr-xr-x"));
        java = Files.createDirectories(folder.resolve("a jdk/bin")).resolve("java");
        Files.writeString(java, """
                #!/bin/sh
                for argument in "$@"; do
                    case $argument in
                        -XX:ArchiveClassesAtExit=*) echo archive > "${argument#*=}"; exit 0 ;;
                    esac
                done
                printf '%s\\n' "$@"
                exit 42
                """);
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Ended launch(Path program, Map<String, String> more, String... arguments)
            throws IOException, InterruptedException {
        var command = new java.util.ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("JAVA_HOME", folder.resolve("a jdk").toString());
        builder.environment().put("XDG_CACHE_HOME", folder.resolve("a cache").toString());
        builder.environment().putAll(more);
        var process = builder.start();
        process.getOutputStream().close();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), out, err);
    }

    private Path launcher() {
        return install.resolve("bin/firedrill");
    }

    private List<Path> archives() throws IOException {
        var cache = folder.resolve("a cache/firedrill");
        if (!Files.isDirectory(cache)) return List.of();
        try (var files = Files.list(cache)) {
            return files.filter(file -> file.toString().endsWith(".jsa")).toList();
        }
    }

    private void waitForArchives(int number) throws IOException {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (archives().size() < number && System.nanoTime() < deadline) Thread.onSpinWait();
        assertThat(archives()).hasSize(number);
    }

    @Test
    void argumentsAndTheExitCodePassThroughUnchanged() throws IOException, InterruptedException {
        var ended = launch(launcher(), WITHOUT_ARCHIVE, "run", "note", "R-1", "it's \"so\"  $HOME *", "", "-x");

        assertThat(ended.code()).isEqualTo(42);
        assertThat(ended.arguments())
                .endsWith("io.firedrill.shell.Firedrill", "run", "note", "R-1", "it's \"so\"  $HOME *", "", "-x");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void itWorksThroughSymbolicLinks() throws IOException, InterruptedException {
        var elsewhere = Files.createDirectories(folder.resolve("else where"));
        Files.createSymbolicLink(elsewhere.resolve("one"), Path.of("../my tools/bin/firedrill"));
        var two = Files.createSymbolicLink(folder.resolve("two"), elsewhere.resolve("one"));

        assertThat(launch(two, WITHOUT_ARCHIVE, "version").code()).isEqualTo(42);
    }

    @Test
    void anArchiveIsMadeOnceAndUsedFromThenOn() throws IOException, InterruptedException {
        assertThat(launch(launcher(), Map.of(), "version").out()).doesNotContain("SharedArchiveFile");
        waitForArchives(1);

        assertThat(archives()).hasSize(1);
        assertThat(launch(launcher(), Map.of(), "version").out())
                .contains("-XX:SharedArchiveFile=" + archives().get(0));
    }

    @Test
    void aNewJarGetsANewArchive() throws IOException, InterruptedException {
        anArchiveIsMadeOnceAndUsedFromThenOn();
        Files.writeString(install.resolve("target/firedrill.jar"), "another jar, of another size");

        assertThat(launch(launcher(), Map.of(), "version").out()).doesNotContain("SharedArchiveFile");
        waitForArchives(2);
    }

    @Test
    void aCacheThatCannotBeWrittenOnlyCostsTime() throws IOException, InterruptedException {
        var file = Files.writeString(folder.resolve("a file"), "");

        var ended = launch(launcher(), Map.of("XDG_CACHE_HOME", file.toString()), "version");
        assertThat(ended.code()).isEqualTo(42);
        assertThat(ended.err()).isEmpty();
        assertThat(launch(launcher(), Map.of("FIREDRILL_ARCHIVE", "off"), "version")
                        .code())
                .isEqualTo(42);
        assertThat(archives()).isEmpty();
    }

    @Test
    void aMissingJarIsSaidWithWhatToDo() throws IOException, InterruptedException {
        Files.delete(install.resolve("target/firedrill.jar"));

        var ended = launch(launcher(), WITHOUT_ARCHIVE, "version");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("Error FD-INSTALL", "Next: ");
    }
}
