package io.firedrill.shell.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

import org.jspecify.annotations.Nullable;

/** The shell's own files below {@code FIREDRILL_HOME/shell}: folders 0700, files 0600. */
public record Home(Path root) {
    public Path shellFile(String name) {
        return root.resolve("shell").resolve(name);
    }

    /** Where a local server leaves a token for the sandbox's responder. */
    Path sandboxToken() {
        return root.resolve("sandbox").resolve("tokens").resolve("responder.token");
    }

    /** The file's text without blanks at its ends; null when there is none. */
    public static @Nullable String read(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.readString(file).strip() : null;
        } catch (IOException e) {
            throw Failure.caused(
                    Exit.FAILED, "FD-FILE", "Cannot read " + file + ".", "Check its owner and permissions.", e);
        }
    }

    /** Replaces a private file whole. */
    public void write(Path file, String content) {
        try {
            var folder = privateFolder(file);
            var fresh = Files.createTempFile(folder, ".new-", "");
            Files.writeString(fresh, content);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw Failure.caused(
                    Exit.FAILED,
                    "FD-FILE",
                    "Cannot write " + file + ".",
                    "Check the folder's owner and free space, or set FIREDRILL_HOME to another folder.",
                    e);
        }
    }

    /** Makes the folder of a private file, and returns it. */
    public static Path privateFolder(Path file) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        if (folder == null) throw new IOException("No folder for " + file);
        if (Files.isDirectory(folder)) return folder;
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return Files.createDirectories(folder);
        }
        return Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
}
