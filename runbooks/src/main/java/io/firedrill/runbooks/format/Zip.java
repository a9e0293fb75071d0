package io.firedrill.runbooks.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Unpacks a runbook from a ZIP in memory; nothing of it touches the disk. */
public final class Zip {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_.~ -]+(/[A-Za-z0-9_.~ -]+)*");

    private final Findings findings;
    private final Map<String, byte[]> files = new TreeMap<>();
    private final HashSet<String> names = new HashSet<>();
    private long unpacked;
    private int entries;

    private Zip(Findings findings) {
        this.findings = findings;
    }

    /** Reads the files, either directly in the archive or in one folder of it. */
    public static RunbookFiles read(byte[] archive, Findings findings) {
        var zip = new Zip(findings);
        if (archive.length > RunbookFiles.MOST_BYTES) {
            Limits.tooLarge(findings);
        } else {
            zip.unpack(archive);
        }
        return zip.withoutTopFolder();
    }

    private void unpack(byte[] archive) {
        try (var in = new ZipInputStream(new ByteArrayInputStream(archive), StandardCharsets.UTF_8)) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!take(entry, in)) return;
            }
            if (entries == 0) broken("it has no entries");
        } catch (IOException | IllegalArgumentException e) {
            broken(String.valueOf(e.getMessage()));
        }
    }

    /** False when reading must stop. */
    private boolean take(ZipEntry entry, ZipInputStream in) throws IOException {
        entries++;
        if (entries > RunbookFiles.MOST_FILES) {
            Limits.tooLarge(findings);
            return false;
        }
        var name = entry.getName();
        // Inflated sizes in headers can lie, so only what really came out counts.
        var content = in.readNBytes((int) (RunbookFiles.MOST_BYTES - unpacked + 1));
        unpacked += content.length;
        if (unpacked > RunbookFiles.MOST_BYTES) {
            Limits.tooLarge(findings);
            return false;
        }
        if (safe(name) && !entry.isDirectory() && !Sources.passedOver(name)) files.put(name, content);
        return true;
    }

    private boolean safe(String name) {
        var path = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        boolean escapes = !SAFE.matcher(path).matches();
        for (var part : path.split("/", -1)) escapes |= part.equals("..") || part.equals(".");
        if (escapes) {
            findings.add(
                    "RB-ZIP-PATH",
                    printable(name),
                    0,
                    "This name leads out of the archive or has characters that file systems read differently.",
                    "Pack the folder again with plain relative names.");
            return false;
        }
        if (names.add(path)) return true;
        findings.add(
                "RB-ZIP-TWICE",
                path,
                0,
                "The archive has this file twice, so it is unclear which one was approved.",
                "Pack the folder again.");
        return false;
    }

    private static String printable(String name) {
        var text = name.replaceAll("[^\\x20-\\x7e]", "?");
        return text.length() > 100 ? text.substring(0, 100) : text;
    }

    private RunbookFiles withoutTopFolder() {
        var tops = new HashSet<String>();
        files.keySet().forEach(name -> tops.add(name.contains("/") ? name.substring(0, name.indexOf('/')) : ""));
        if (tops.size() != 1 || tops.contains("") || tops.contains("comms")) {
            return new RunbookFiles(null, new TreeMap<>(files));
        }
        var top = tops.iterator().next();
        var inside = new TreeMap<String, byte[]>();
        files.forEach((name, bytes) -> inside.put(name.substring(top.length() + 1), bytes));
        return new RunbookFiles(top, inside);
    }

    private void broken(String why) {
        findings.add(
                "RB-ZIP",
                ".",
                0,
                "This is not a readable ZIP archive: " + why + ".",
                "Pack the runbook's folder as a ZIP without encryption.");
    }
}
