package io.firedrill.shell.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import io.firedrill.shell.client.Exit;
import io.firedrill.shell.client.Failure;

/** Gets a password without it ever being an argument. */
final class Password {
    static final Opt STDIN = Opt.flag("password-stdin", "read the password from the first line of standard input");
    static final Opt FILE = Opt.value("password-file", "FILE", "read the password from this file")
            .from(Values.FILE);

    private final Call call;

    Password(Call call) {
        this.call = call;
    }

    String read(String prompt) {
        var file = call.textOrNull("password-file");
        if (file != null) return given(fromFile(Path.of(file)), "the file " + file);
        if (call.flag("password-stdin")) return given(firstLine(), "standard input");
        if (!call.mayAsk()) {
            throw Failure.of(
                    Exit.LOGIN_NEEDED,
                    "FD-PASSWORD",
                    "A password is needed, and nobody can be asked.",
                    "Use --password-file or --password-stdin.");
        }
        var typed = call.console().askSecret(prompt);
        return given(typed == null ? "" : new String(typed), "the terminal");
    }

    private static String given(@Nullable String password, String where) {
        if (password != null && !password.isEmpty()) return password;
        throw Failure.of(
                Exit.LOGIN_NEEDED,
                "FD-PASSWORD",
                "There is no password in " + where + ".",
                "Repeat the command with it.");
    }

    private static String fromFile(Path file) {
        try {
            return firstLineOf(Files.readString(file));
        } catch (IOException e) {
            throw Failure.caused(
                    Exit.USAGE,
                    "FD-FILE",
                    "Cannot read the password file " + file + ".",
                    "Check its path and owner.",
                    e);
        }
    }

    private static String firstLineOf(String text) {
        int end = text.indexOf('\n');
        return (end < 0 ? text : text.substring(0, end)).stripTrailing();
    }

    private @Nullable String firstLine() {
        try {
            return new BufferedReader(new InputStreamReader(call.console().in(), StandardCharsets.UTF_8)).readLine();
        } catch (IOException e) {
            throw Failure.caused(Exit.FAILED, "FD-STDIN", "Cannot read standard input.", "Use --password-file.", e);
        }
    }
}
