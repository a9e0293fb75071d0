package io.firedrill.engine.target;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.firedrill.engine.port.TargetSource;
import io.firedrill.engine.problem.Problem;
import io.firedrill.engine.redact.Redaction;

/**
 * The targets of all sources and files, read again whenever one of them has changed. A file that cannot be used is
 * left out and its problems are kept; the other targets do not notice. Thread-safe.
 */
final class TargetFiles {
    private static final Logger LOG = LoggerFactory.getLogger(TargetFiles.class);
    private static final long LARGEST = 1_000_000;

    private final Path folder;
    private final List<TargetSource> sources;
    private final TargetReader reader;
    private @Nullable Snapshot latest;

    TargetFiles(Path folder, List<TargetSource> sources, TargetReader reader) {
        this.folder = folder;
        this.sources = List.copyOf(sources);
        this.reader = reader;
    }

    /** Everything as it was read at one moment. */
    record Snapshot(Origins origins, Map<String, TargetDefinition> targets, List<Problem> problems) {}

    /** What there is to read; another reading of the same would find the same. */
    private record Origins(List<Stamp> files, List<String> texts, List<Problem> problems) {}

    private record Stamp(
            Path file,
            long size,
            FileTime changed,
            @Nullable Object key) {}

    synchronized Snapshot now() {
        var origins = origins();
        var known = latest;
        if (known != null && known.origins().equals(origins)) return known;
        var fresh = read(origins);
        if (known == null || !known.problems().equals(fresh.problems())) log(fresh.problems());
        latest = fresh;
        return fresh;
    }

    private Origins origins() {
        var problems = new ArrayList<Problem>();
        var texts = new ArrayList<String>();
        for (var source : sources) {
            try {
                texts.addAll(source.targets());
            } catch (RuntimeException e) {
                problems.add(Problem.at(
                        source.getClass().getSimpleName(),
                        "FD-TARGET-SOURCE",
                        "Targets that come with an adapter are missing: "
                                + Redaction.clean(String.valueOf(e.getMessage())),
                        "Mend or switch off what the text names, then restart the server."));
            }
        }
        var files = stamps(problems);
        return new Origins(List.copyOf(files), List.copyOf(texts), List.copyOf(problems));
    }

    private Snapshot read(Origins origins) {
        var problems = new ArrayList<>(origins.problems());
        var targets = new LinkedHashMap<String, TargetDefinition>();
        for (var text : origins.texts()) add(reader.read(text, "sandbox", true), targets, problems);
        for (var stamp : origins.files()) {
            var text = text(stamp, problems);
            if (text == null) continue;
            var name = stamp.file().getFileName().toString();
            add(reader.read(text, name, false), targets, problems);
        }
        return new Snapshot(origins, Map.copyOf(targets), List.copyOf(problems));
    }

    private static void add(
            TargetReader.Reading reading, Map<String, TargetDefinition> targets, List<Problem> problems) {
        problems.addAll(reading.problems());
        var target = reading.target();
        if (target == null) return;
        var first = targets.putIfAbsent(target.name(), target);
        if (first == null) return;
        problems.add(Problem.at(
                target.origin(),
                YamlProblems.CODE,
                "Target '%s' is already defined by %s, so this file is not used."
                        .formatted(target.name(), first.origin()),
                "Give one of the two another name."));
    }

    private List<Stamp> stamps(List<Problem> problems) {
        var stamps = new ArrayList<Stamp>();
        if (!Files.isDirectory(folder)) return stamps;
        try (var files = Files.newDirectoryStream(folder, "*.{yaml,yml}")) {
            for (var file : files) {
                var name = file.getFileName().toString();
                if (name.startsWith(".")) continue;
                if (name.endsWith(".yml")) {
                    problems.add(
                            Problem.at(name, YamlProblems.CODE, "Only .yaml files are read.", "Rename it to .yaml."));
                } else {
                    var attributes = Files.readAttributes(file, BasicFileAttributes.class);
                    stamps.add(new Stamp(file, attributes.size(), attributes.lastModifiedTime(), attributes.fileKey()));
                }
            }
        } catch (IOException e) {
            problems.add(unreadable(folder, e));
        }
        stamps.sort((one, other) -> one.file().compareTo(other.file()));
        return stamps;
    }

    private static @Nullable String text(Stamp stamp, List<Problem> problems) {
        var file = stamp.file();
        if (stamp.size() > LARGEST) {
            problems.add(Problem.at(
                    file.getFileName().toString(),
                    YamlProblems.CODE,
                    "The file is over a million bytes.",
                    "A target needs a few hundred; check what it is."));
            return null;
        }
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            problems.add(Problem.at(
                    file.getFileName().toString(), YamlProblems.CODE, "The file is not UTF-8.", "Save it as UTF-8."));
        } catch (IOException e) {
            problems.add(unreadable(file, e));
        }
        return null;
    }

    private static Problem unreadable(Path path, IOException e) {
        return Problem.at(
                path.getFileName().toString(),
                YamlProblems.CODE,
                "Cannot be read: " + e.getClass().getSimpleName() + " " + e.getMessage(),
                "Make it readable for the server's user.");
    }

    private static void log(List<Problem> problems) {
        for (var problem : problems) {
            LOG.warn("{} {}: {} {}", problem.code(), problem.where(), problem.message(), problem.next());
        }
    }
}
