package io.firedrill.integrations.sandbox.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that only their owner can read. */
public final class PrivateFiles {
    private PrivateFiles() {}

    /** Replaces the file whole, with mode 0600 where the file system knows modes. */
    public static void write(Path file, byte[] content) {
        try {
            var parent = file.toAbsolutePath().getParent();
            if (parent == null) throw new IOException("It names no file.");
            var folder = folder(parent);
            // createTempFile makes 0600 files on POSIX systems.
            var fresh = Files.createTempFile(folder, ".new-", "");
            Files.write(fresh, content);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    /** The folder, made with mode 0700 when it is missing. */
    public static Path folder(Path folder) {
        try {
            if (Files.isDirectory(folder)) return folder;
            var parent = folder.toAbsolutePath().getParent();
            if (parent != null) Files.createDirectories(parent);
            if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix"))
                return Files.createDirectories(folder);
            return Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create the folder " + folder, e);
        }
    }
}
