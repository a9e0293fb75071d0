package io.firedrill.engine.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretReferenceTests {
    @TempDir
    Path folder;

    @Test
    void readsAFileAtTheMomentOfUseWithoutItsLastLineBreak() throws IOException {
        var file = secretFile("first\n", "rw-------");
        var reference = SecretReference.parse("file:" + file);
        assertThat(reference.resolve().reveal()).isEqualTo("first");

        Files.writeString(file, "second\n");

        assertThat(reference.resolve().reveal()).isEqualTo("second");
    }

    @Test
    void aFileThatEverybodyCanReadIsRefusedWithTheCommandToRun() throws IOException {
        var file = secretFile("hunter2", "rw-r--r--");

        assertThatThrownBy(() -> SecretReference.parse("file:" + file).resolve())
                .hasMessageContaining("FD-SECRET-EXPOSED")
                .hasMessageNotContaining("hunter2")
                .extracting(e -> ((io.firedrill.engine.problem.FiredrillException) e)
                        .problems()
                        .get(0)
                        .next())
                .asString()
                .contains("chmod 600 " + file);
    }

    @Test
    void aMissingFileAnEmptyOneAndAFolderAreSaidApart() throws IOException {
        assertThatThrownBy(() ->
                        SecretReference.parse("file:" + folder.resolve("none")).resolve())
                .hasMessageContaining("does not exist");
        assertThatThrownBy(() -> SecretReference.parse("file:" + folder).resolve())
                .hasMessageContaining("does not exist");
        var empty = secretFile(" \n", "rw-------");
        assertThatThrownBy(() -> SecretReference.parse("file:" + empty).resolve())
                .hasMessageContaining("is empty");
    }

    @Test
    void readsAnEnvironmentVariable() {
        var reference = SecretReference.parse("env:KEYCLOAK_SECRET");

        assertThat(reference.resolve(name -> "value of " + name).reveal()).isEqualTo("value of KEYCLOAK_SECRET");
        assertThatThrownBy(() -> reference.resolve(name -> null)).hasMessageContaining("KEYCLOAK_SECRET is not set");
    }

    @Test
    void aLiteralSecretIsRefusedAndNotRepeated() {
        assertThatThrownBy(() -> SecretReference.parse("hunter2"))
                .hasMessageContaining("FD-SECRET-LITERAL")
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"env:", "env:A B", "env:1A", "file:", "file:relative/path", "vault:secret/data/x#y"})
    void refusesWhatItCannotResolve(String text) {
        assertThatThrownBy(() -> SecretReference.parse(text)).hasMessageContaining("FD-SECRET-");
    }

    private Path secretFile(String content, String permissions) throws IOException {
        var file = Files.createTempFile(folder, "secret", "");
        Files.writeString(file, content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
