package io.firedrill.engine.library;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import io.firedrill.runbooks.format.RunbookFiles;

/** Packs a runbook's files into the form in which versions are stored. */
final class Archive {
    private Archive() {}

    static byte[] pack(RunbookFiles files) {
        var bytes = new ByteArrayOutputStream();
        var folder = files.folder() == null ? "" : files.folder() + "/";
        try (var zip = new ZipOutputStream(bytes)) {
            for (var file : files.files().entrySet()) {
                zip.putNextEntry(new ZipEntry(folder + file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A ZIP cannot be made in memory", e);
        }
        return bytes.toByteArray();
    }
}
