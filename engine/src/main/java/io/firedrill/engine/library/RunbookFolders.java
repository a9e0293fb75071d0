package io.firedrill.engine.library;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.firedrill.engine.problem.Problem;
import io.firedrill.runbooks.Loaded;
import io.firedrill.runbooks.RunbookReader;
import io.firedrill.runbooks.format.Findings;
import io.firedrill.runbooks.format.Sources;
import io.firedrill.runbooks.model.Finding;
import io.firedrill.runbooks.model.Runbook;

/** Watches the runbook folders of the data folder. One that breaks rules is reported and never stops the others. */
final class RunbookFolders {
    private static final Logger LOG = LoggerFactory.getLogger(RunbookFolders.class);
    private static final int MOST_ENTRIES = 2000;

    private final Path parent;
    private final Map<Path, Read> read = new TreeMap<>();
    private @Nullable Problem unreadable;

    RunbookFolders(Path parent) {
        this.parent = parent;
    }

    /** A folder as it was read last. */
    private record Read(List<Stamp> stamps, List<Problem> problems) {}

    private record Stamp(
            Path file,
            long size,
            FileTime changed,
            @Nullable Object key) {}

    /** Hands over each runbook that is new or changed since the last call, with its files as a ZIP. */
    void changed(BiConsumer<Runbook, byte[]> consumer) {
        var folders = folders();
        read.keySet().retainAll(folders);
        for (var folder : folders) {
            var stamps = stamps(folder);
            var known = read.get(folder);
            if (known != null && known.stamps().equals(stamps)) continue;
            read.put(folder, read(folder, stamps, consumer));
        }
    }

    List<Problem> problems() {
        var problems = new ArrayList<Problem>();
        if (unreadable != null) problems.add(unreadable);
        read.values().forEach(folder -> problems.addAll(folder.problems()));
        return List.copyOf(problems);
    }

    private static Read read(Path folder, List<Stamp> stamps, BiConsumer<Runbook, byte[]> consumer) {
        try {
            var problems = load(folder, consumer);
            for (var problem : problems) {
                LOG.warn("{} {}: {} {}", problem.code(), problem.where(), problem.message(), problem.next());
            }
            // Stamps from before the reading: a change in between shows next time.
            return new Read(stamps, problems);
        } catch (RuntimeException e) {
            LOG.warn("Runbook folder {} is read again later", folder, e);
            var problem = Problem.at(
                    String.valueOf(folder.getFileName()),
                    "FD-RUNBOOK-FOLDER",
                    "The runbook could not be stored: " + e.getClass().getSimpleName(),
                    "It is tried again; the server's log has the cause.");
            return new Read(List.of(), List.of(problem));
        }
    }

    private static List<Problem> load(Path folder, BiConsumer<Runbook, byte[]> consumer) {
        var findings = new Findings();
        var archive = Archive.pack(Sources.folder(folder, findings));
        var loaded = findings.isEmpty() ? RunbookReader.zip(archive) : RunbookReader.folder(folder);
        if (loaded instanceof Loaded.Bad bad) return problems(folder, bad.findings());
        // A folder with findings was mended just now: its stamps have changed, so it is read again.
        if (loaded instanceof Loaded.Good good && findings.isEmpty()) consumer.accept(good.runbook(), archive);
        return List.of();
    }

    private static List<Problem> problems(Path folder, List<Finding> findings) {
        return findings.stream()
                .map(finding -> FindingText.problem(folder.getFileName() + "/", finding))
                .toList();
    }

    private List<Path> folders() {
        unreadable = null;
        if (!Files.isDirectory(parent)) return List.of();
        try (var children = Files.list(parent)) {
            return children.filter(Files::isDirectory)
                    .filter(child -> !child.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            unreadable = Problem.at(
                    parent.toString(),
                    "FD-RUNBOOKS-UNREADABLE",
                    "The runbooks folder cannot be read: " + e.getMessage(),
                    "Make it readable for the server's user.");
            return List.of();
        }
    }

    private static List<Stamp> stamps(Path folder) {
        try (var paths = Files.walk(folder, 4)) {
            return paths.limit(MOST_ENTRIES).map(RunbookFolders::stamp).toList();
        } catch (IOException | UncheckedIOException e) {
            // Reading it will say what is wrong; an empty list is read again once it changes.
            return List.of();
        }
    }

    private static Stamp stamp(Path path) {
        try {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return new Stamp(path, attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
