package io.firedrill.runbooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import io.firedrill.runbooks.format.Sources;
import io.firedrill.runbooks.model.Finding;

/** A valid runbook that a test spoils in one place. */
public final class RunbookFixture {
    public static final String DIAGRAM = "runbook.bpmn";
    public static final String MANIFEST = "runbook.yaml";

    private final Map<String, byte[]> files = new TreeMap<>();
    private String folder = "token-revocation";

    private RunbookFixture() {
        Sources.shipped().stream()
                .filter(shipped -> "token-revocation".equals(shipped.folder()))
                .forEach(shipped -> files.putAll(shipped.files()));
    }

    public static RunbookFixture aRunbook() {
        return new RunbookFixture();
    }

    /** Replaces the first occurrence; fails when there is none, so that no test passes by a spelling mistake. */
    public RunbookFixture with(String file, String old, String changed) {
        var text = text(file);
        assertThat(text).contains(old);
        int at = text.indexOf(old);
        return file(file, text.substring(0, at) + changed + text.substring(at + old.length()));
    }

    /** Puts a text before the first occurrence of another. */
    public RunbookFixture before(String file, String mark, String added) {
        return with(file, mark, added + mark);
    }

    /** Cuts from the first occurrence of one text through the next of another. */
    public RunbookFixture without(String file, String from, String through) {
        var text = text(file);
        int start = text.indexOf(from);
        assertThat(start).isNotNegative();
        int end = text.indexOf(through, start);
        assertThat(end).isNotNegative();
        return file(file, text.substring(0, start) + text.substring(end + through.length()));
    }

    public RunbookFixture file(String name, String text) {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    public RunbookFixture file(String name, byte[] bytes) {
        files.put(name, bytes);
        return this;
    }

    public RunbookFixture withoutFile(String name) {
        assertThat(files.remove(name)).isNotNull();
        return this;
    }

    public RunbookFixture folder(String name) {
        folder = name;
        return this;
    }

    public String text(String file) {
        var bytes = files.get(file);
        assertThat(bytes).isNotNull();
        return new String(bytes, StandardCharsets.UTF_8);
    }

    public byte[] zip() {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(folder + "/" + file.getKey()));
                zip.write(file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    public Loaded load() {
        return RunbookReader.zip(zip());
    }

    public List<Finding> findings() {
        var loaded = load();
        return loaded instanceof Loaded.Bad bad ? bad.findings() : List.of();
    }

    public List<String> codes() {
        return findings().stream().map(Finding::code).distinct().toList();
    }

    /** Line of the first occurrence, 1-based. */
    public int lineOf(String file, String mark) {
        var text = text(file);
        return (int) text.substring(0, text.indexOf(mark))
                        .chars()
                        .filter(c -> c == '\n')
                        .count()
                + 1;
    }
}
