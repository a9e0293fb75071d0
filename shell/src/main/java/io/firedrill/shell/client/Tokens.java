package io.firedrill.shell.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * Finds the token for a server: a named file, {@code FIREDRILL_TOKEN}, the login kept for this server, then the one that
 * a server on this machine leaves for the sandbox's responder. The last is never sent to another machine.
 */
public final class Tokens implements Api.TokenSource {
    private final Home home;
    private final Server server;
    private final @Nullable Path named;
    private final @Nullable String fromEnvironment;

    public Tokens(Home home, Server server, @Nullable Path named, @Nullable String fromEnvironment) {
        this.home = home;
        this.server = server;
        this.named = named;
        this.fromEnvironment = fromEnvironment;
    }

    /**
     * A token and where it is from.
     *
     * @param source for people: a path or the variable's name
     */
    public record Token(String value, String source) {
        @Override
        public String toString() {
            return "token from " + source;
        }
    }

    /** The token to use; null when there is none anywhere. */
    @Override
    public @Nullable Token find() {
        if (named != null) return required(named);
        if (fromEnvironment != null && !fromEnvironment.isBlank()) {
            return checked(fromEnvironment.strip(), "FIREDRILL_TOKEN");
        }
        var kept = kept();
        if (kept != null) return kept;
        return server.isLoopback() ? fromFile(home.sandboxToken()) : null;
    }

    /** The login kept for this server; null when there is none. */
    public @Nullable Token kept() {
        return fromFile(login());
    }

    private static @Nullable Token fromFile(Path file) {
        var text = Home.read(file);
        return text == null || text.isEmpty() ? null : checked(text, file.toString());
    }

    private static Token required(Path file) {
        var token = fromFile(file);
        if (token != null) return token;
        throw Failure.of(
                Exit.LOGIN_NEEDED,
                "FD-LOGIN",
                "The token file " + file + " is missing or empty.",
                "Give another with --token-file, or run: firedrill login");
    }

    private static Token checked(String value, String source) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) <= ' ' || value.charAt(i) > '~') {
                throw Failure.of(
                        Exit.LOGIN_NEEDED,
                        "FD-LOGIN",
                        "The token in " + source + " has characters no token has.",
                        "Write only the token there, or run: firedrill login");
            }
        }
        return new Token(value, source);
    }

    private Path login() {
        return home.shellFile("tokens").resolve(server.fileName() + ".token");
    }

    /** Keeps the login for this server and returns the file. */
    public Path keep(String token) {
        var file = login();
        home.write(file, token + "\n");
        return file;
    }

    /** Forgets the kept login; nothing happens when there is none. */
    public void forget() {
        try {
            Files.deleteIfExists(login());
        } catch (IOException e) {
            throw Failure.caused(Exit.FAILED, "FD-FILE", "Cannot delete " + login() + ".", "Delete it by hand.", e);
        }
    }
}
