package io.firedrill.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.regex.Pattern;

import org.jline.reader.impl.history.DefaultHistory;

import io.firedrill.shell.client.Home;
import io.firedrill.shell.command.Surroundings;

/** Typed lines, kept in a 0600 file, without those that may hold a secret. */
final class CarefulHistory extends DefaultHistory {
    private static final Pattern SECRET = Pattern.compile("--secret(?:=|\\s+)(?!\\s*[\"']?[^\\s=]+=(?:@|-(?:\\s|$)))"
            + "|(?i:pass(?:word|wd|phrase)?|secret|token|api[-_]?key|private[-_]?key|credential)[\"']?\\s*[=:]\\s*[\"']?(?!@|-(?:\\s|$))\\S"
            + "|\\bfdp_|\\beyJ[A-Za-z0-9_-]{8,}|-----BEGIN|[A-Za-z0-9+/_=-]{40,}");

    /** Whether the line may hold a secret; rather one line too many is forgotten. */
    static boolean mayHoldSecret(String line) {
        return SECRET.matcher(line).find();
    }

    @Override
    public void add(Instant time, String line) {
        if (!mayHoldSecret(line)) super.add(time, line);
    }

    static Path file(Surroundings surroundings) throws IOException {
        var file = surroundings.home().shellFile("history");
        Home.privateFolder(file);
        if (Files.notExists(file)
                && file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        return file;
    }
}
