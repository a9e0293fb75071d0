package io.firedrill.runbooks.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runbook folders on disk and those that come with this module. */
public final class Sources {
    private static final String SHIPPED = "/io/firedrill/runbooks/shipped/";

    private Sources() {}

    /** The shipped runbooks' files, also from inside a jar, in alphabetical order. */
    public static List<RunbookFiles> shipped() {
        var folders = new TreeMap<String, Map<String, byte[]>>();
        for (var name : resourceText("index.txt").lines().toList()) {
            int slash = name.indexOf('/');
            folders.computeIfAbsent(name.substring(0, slash), key -> new TreeMap<>())
                    .put(name.substring(slash + 1), resource(name));
        }
        var all = new ArrayList<RunbookFiles>();
        folders.forEach((folder, files) -> all.add(new RunbookFiles(folder, new TreeMap<>(files))));
        return all;
    }

    /** Reads a folder; dot files and editors' backups are passed over. */
    public static RunbookFiles folder(Path folder, Findings findings) {
        var name = folder.toAbsolutePath().normalize().getFileName();
        var files = new TreeMap<String, byte[]>();
        var found = new Found(folder, files, findings);
        try (var paths = Files.walk(folder, 4)) {
            paths.limit(RunbookFiles.MOST_FILES * 10L).forEach(found::take);
        } catch (IOException | UncheckedIOException e) {
            findings.add(
                    "RB-UNREADABLE",
                    folder.toString(),
                    0,
                    "The folder cannot be read: " + e.getMessage() + ".",
                    "Check that it exists and that the server's account may read it.");
        }
        return new RunbookFiles(name == null ? null : name.toString(), files);
    }

    static boolean passedOver(String name) {
        for (var part : name.split("/", -1)) {
            if (part.startsWith(".") || part.endsWith("~") || part.equals("__MACOSX")) return true;
        }
        return false;
    }

    private static String resourceText(String name) {
        return new String(resource(name), StandardCharsets.UTF_8);
    }

    private static byte[] resource(String name) {
        try (InputStream in = Sources.class.getResourceAsStream(SHIPPED + name)) {
            if (in == null) throw new IllegalStateException("The shipped runbook file '" + name + "' is missing.");
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("The shipped runbook file '" + name + "' cannot be read.", e);
        }
    }

    /** Takes one path after the other, within the limits. */
    private static final class Found {
        private final Path folder;
        private final Map<String, byte[]> files;
        private final Findings findings;
        private long bytes;

        Found(Path folder, Map<String, byte[]> files, Findings findings) {
            this.folder = folder;
            this.files = files;
            this.findings = findings;
        }

        void take(Path path) {
            var name = folder.relativize(path).toString().replace('\\', '/');
            if (name.isEmpty() || passedOver(name)) return;
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) return;
            if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                findings.add(
                        "RB-FILE",
                        name,
                        0,
                        "This is a link or special file; what it leads to could change unseen after an approval.",
                        "Put the file itself there.");
                return;
            }
            try {
                read(path, name);
            } catch (IOException e) {
                findings.add(
                        "RB-UNREADABLE",
                        name,
                        0,
                        "The file cannot be read: " + e.getMessage() + ".",
                        "Check its permissions.");
            }
        }

        private void read(Path path, String name) throws IOException {
            if (files.size() >= RunbookFiles.MOST_FILES || bytes + Files.size(path) > RunbookFiles.MOST_BYTES) {
                Limits.tooLarge(findings);
                return;
            }
            var content = Files.readAllBytes(path);
            bytes += content.length;
            files.put(name, content);
        }
    }
}
