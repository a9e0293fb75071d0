package io.firedrill.runbooks.format;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * The files of one runbook, by name with {@code /} between folder and file.
 *
 * @param folder the folder's name; null when the files came without one
 */
public record RunbookFiles(@Nullable String folder, SortedMap<String, byte[]> files) {
    public static final String MANIFEST = "runbook.yaml";
    public static final String DIAGRAM = "runbook.bpmn";
    public static final String BY_HAND = "by-hand.md";
    public static final String COMMS = "comms/";

    static final int MOST_FILES = 200;
    static final int MOST_BYTES = 5 * 1024 * 1024;

    public RunbookFiles {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    public byte @Nullable [] find(String name) {
        return files.get(name);
    }

    /** SHA-256 over names, lengths and bytes, sorted by name, so that no two different folders share one. */
    public String version() {
        var digest = sha256();
        files.forEach((name, bytes) -> {
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(bytes.length).array());
            digest.update(bytes);
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    static String hash(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256.", e);
        }
    }
}
