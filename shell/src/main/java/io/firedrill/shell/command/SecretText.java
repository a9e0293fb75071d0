package io.firedrill.shell.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import io.firedrill.shell.client.Exit;
import io.firedrill.shell.client.Failure;

/** Reads a secret parameter from a file or standard input, never from the command line itself. */
final class SecretText {
    private SecretText() {}

    static String read(Call call, String name, String from) {
        try {
            if (from.equals("-"))
                return stripped(new String(call.console().in().readAllBytes(), StandardCharsets.UTF_8));
            if (from.startsWith("@") && from.length() > 1)
                return stripped(Files.readString(Path.of(from.substring(1))));
        } catch (IOException e) {
            throw Failure.caused(
                    Exit.USAGE,
                    "FD-FILE",
                    "Cannot read the secret " + name + ".",
                    "Check the file's path and owner.",
                    e);
        }
        throw Failure.usage(
                "The secret " + name + " must not be on the command line, where others can see it.",
                "Write it to a file and give --secret " + name + "=@FILE, or pipe it and give --secret " + name + "=-");
    }

    private static String stripped(String text) {
        return text.endsWith("\r\n")
                ? text.substring(0, text.length() - 2)
                : text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }
}
