package io.firedrill.engine.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;

/**
 * The data folder, {@code FIREDRILL_HOME}. Folders made here are 0700 and files 0600 where the file system knows
 * permissions. Thread-safe.
 */
public final class FiredrillHome {
    private final Path root;

    public FiredrillHome(Path root) {
        this.root = folder(root.toAbsolutePath().normalize());
    }

    public Path root() {
        return root;
    }

    /** A folder below the root, made when it is missing. */
    public Path folder(String name) {
        return folder(root.resolve(name));
    }

    /**
     * Reads a private file, or writes what the supplier makes when there is none. Two servers starting at once on one
     * folder agree on one content: the first to link its file wins.
     */
    public byte[] readOrCreate(String name, Supplier<byte[]> content) {
        var file = root.resolve(name);
        folder(parent(file));
        try {
            if (!Files.exists(file)) {
                var fresh = privateTemp(parent(file));
                Files.write(fresh, content.get());
                try {
                    Files.createLink(file, fresh);
                } catch (FileAlreadyExistsException another) {
                    // Another server was first; its content holds.
                } finally {
                    Files.deleteIfExists(fresh);
                }
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read or create " + file, e);
        }
    }

    /** Replaces a private file whole; readers see the old content or the new, never a part. */
    public Path write(String name, byte[] content) {
        var file = root.resolve(name);
        folder(parent(file));
        try {
            var fresh = privateTemp(parent(file));
            Files.write(fresh, content);
            return Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    private static Path parent(Path file) {
        var parent = file.getParent();
        if (parent == null) throw new IllegalArgumentException("Not inside the data folder: " + file);
        return parent;
    }

    private static Path folder(Path folder) {
        try {
            if (Files.isDirectory(folder)) return folder;
            var parent = folder.getParent();
            if (parent != null) Files.createDirectories(parent);
            if (!posix(folder)) return Files.createDirectories(folder);
            return Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create the folder " + folder, e);
        }
    }

    private static Path privateTemp(Path folder) throws IOException {
        // Files.createTempFile makes 0600 files on POSIX systems.
        return Files.createTempFile(folder, ".new-", "");
    }

    private static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
