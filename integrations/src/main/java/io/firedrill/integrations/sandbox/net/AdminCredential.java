package io.firedrill.integrations.sandbox.net;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;

import org.jspecify.annotations.Nullable;

/** The bearer token of the estate's admin interfaces, in a private file. */
public final class AdminCredential {
    private final byte[] value;
    private final Path file;

    private AdminCredential(String value, Path file) {
        this.value = value.getBytes(StandardCharsets.UTF_8);
        this.file = file;
    }

    /** A new one, written over the file. */
    public static AdminCredential create(Path file) {
        var value = "fds_" + Randoms.text(32);
        PrivateFiles.write(file, value.getBytes(StandardCharsets.UTF_8));
        return new AdminCredential(value, file);
    }

    public Path file() {
        return file;
    }

    /** The value, for the one place inside the estate that registers it as a client's secret. */
    public String reveal() {
        return new String(value, StandardCharsets.UTF_8);
    }

    public boolean matches(@Nullable String offered) {
        return offered != null && MessageDigest.isEqual(value, offered.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "[admin credential]";
    }
}
