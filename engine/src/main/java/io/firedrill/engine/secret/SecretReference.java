package io.firedrill.engine.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.firedrill.engine.port.Secret;
import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.problem.Problem;

/**
 * Where a secret lies, as configuration names it: {@code env:NAME} or {@code file:/absolute/path}. Holds no secret
 * itself; every {@link #resolve()} reads it afresh, so that a changed secret counts from the next call on.
 */
public record SecretReference(Scheme scheme, String name) {
    private static final String LITERAL = "FD-SECRET-LITERAL";
    private static final long LARGEST = 64 * 1024;

    public enum Scheme {
        ENV,
        FILE
    }

    /** Reads a reference; a literal secret is refused, and the refusal does not repeat it. */
    public static SecretReference parse(String text) {
        if (text.startsWith("env:")) return environment(text.substring(4));
        if (text.startsWith("file:")) return file(text.substring(5));
        if (text.startsWith("vault:")) {
            throw refused(
                    "FD-SECRET-VAULT",
                    "References to Vault ('vault:') are not available yet.",
                    "Let Vault Agent write the secret to a file and name it with file:/absolute/path.");
        }
        throw refused(
                LITERAL,
                "A secret must be a reference and not the secret itself.",
                "Put it in a file that only the server's user can read and write file:/absolute/path here, or env:NAME"
                        + " for an environment variable of the server; if the value was a real secret, change it.");
    }

    /**
     * The secret itself. Fails with {@code UNAVAILABLE} and what to do when it is missing, empty, or in a file that
     * every user of the machine can read.
     */
    public Secret resolve() {
        return resolve(System::getenv);
    }

    Secret resolve(Function<String, @Nullable String> environment) {
        return switch (scheme) {
            case ENV -> fromEnvironment(environment);
            case FILE -> fromFile(Path.of(name));
        };
    }

    /** As written in configuration. */
    @Override
    public String toString() {
        return (scheme == Scheme.ENV ? "env:" : "file:") + name;
    }

    private static SecretReference environment(String name) {
        if (name.matches("[A-Za-z_][A-Za-z0-9_]{0,127}")) return new SecretReference(Scheme.ENV, name);
        throw refused(
                "FD-SECRET-REFERENCE",
                "After 'env:' comes the name of an environment variable: letters, digits and underscores.",
                "Write for instance env:KEYCLOAK_SECRET.");
    }

    private static SecretReference file(String name) {
        if (absolute(name)) return new SecretReference(Scheme.FILE, name);
        throw refused(
                "FD-SECRET-REFERENCE",
                "After 'file:' comes the absolute path of a file.",
                "Write for instance file:/etc/firedrill/keycloak-secret.");
    }

    private static boolean absolute(String name) {
        try {
            return !name.isBlank() && Path.of(name).isAbsolute();
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private Secret fromEnvironment(Function<String, @Nullable String> environment) {
        var value = environment.apply(name);
        if (value == null || value.isBlank()) {
            throw missing(
                    "The environment variable " + name + " is not set for the server.",
                    "Set it where the server is started and restart the server.",
                    null);
        }
        return Secret.of(value);
    }

    private Secret fromFile(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw missing(
                        "The secret file " + file + " does not exist.",
                        "Create it, readable only by the server's user.",
                        null);
            }
            requirePrivate(file);
            if (Files.size(file) > LARGEST) {
                throw missing("The file " + file + " is over 64 KiB.", "Check that the path is the right one.", null);
            }
            var value = Files.readString(file).stripTrailing();
            if (value.isEmpty())
                throw missing("The secret file " + file + " is empty.", "Write the secret to it.", null);
            return Secret.of(value);
        } catch (IOException e) {
            throw missing("The secret file " + file + " cannot be read.", "Make it readable for the server's user.", e);
        }
    }

    private static void requirePrivate(Path file) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) return;
        var permissions = Files.getPosixFilePermissions(file);
        if (permissions.contains(PosixFilePermission.OTHERS_READ)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new FiredrillException(
                    FiredrillException.Kind.UNAVAILABLE,
                    List.of(Problem.of(
                            "FD-SECRET-EXPOSED",
                            "The secret file " + file + " is open to every user of the machine, so it is not used.",
                            "Run: chmod 600 " + file + " - and consider the secret known to others.")));
        }
    }

    private static FiredrillException missing(String message, String next, @Nullable Throwable cause) {
        return new FiredrillException(
                FiredrillException.Kind.UNAVAILABLE, List.of(Problem.of("FD-SECRET-MISSING", message, next)), cause);
    }

    private static FiredrillException refused(String code, String message, String next) {
        return FiredrillException.invalid(List.of(Problem.of(code, message, next)));
    }
}
