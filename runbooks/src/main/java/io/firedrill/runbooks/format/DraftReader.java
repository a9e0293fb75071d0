package io.firedrill.runbooks.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.firedrill.runbooks.catalogue.ActionCatalogue;
import io.firedrill.runbooks.model.Step;

/** Reads all files of a runbook, as far as each can be read. */
public final class DraftReader {
    private final RunbookFiles files;
    private final Findings findings;

    private DraftReader(RunbookFiles files, Findings findings) {
        this.files = files;
        this.findings = findings;
    }

    public static Draft read(RunbookFiles files, ActionCatalogue catalogue, Findings findings) {
        return new DraftReader(files, findings).draft(catalogue);
    }

    private Draft draft(ActionCatalogue catalogue) {
        names();
        var manifest = required(RunbookFiles.MANIFEST, "title, owner, parameters, objectives")
                .flatMap(bytes -> ManifestReader.read(bytes, findings))
                .orElse(null);
        var diagram = required(RunbookFiles.DIAGRAM, "the diagram")
                .flatMap(bytes -> Diagram.read(bytes, findings))
                .orElse(null);
        var byHand = required(RunbookFiles.BY_HAND, "what a person does when every system is down")
                .flatMap(bytes -> Text.decode(bytes, RunbookFiles.BY_HAND, Limits.MOST_TEXT_BYTES, findings))
                .orElse("");
        var comms = new TreeMap<String, CommsFile>();
        var unreadable = new ArrayList<String>();
        files.files().forEach((name, bytes) -> {
            if (!isComms(name)) return;
            var read = CommsReader.read(name, bytes, findings);
            read.ifPresent(file -> comms.put(file.template().name(), file));
            if (read.isEmpty()) unreadable.add(name.substring(RunbookFiles.COMMS.length(), name.length() - 3));
        });
        return new Draft(key(diagram), files, manifest, diagram, comms, unreadable, steps(diagram, catalogue), byHand);
    }

    private Optional<byte[]> required(String name, String what) {
        var bytes = files.find(name);
        if (bytes != null && bytes.length > 0) return Optional.of(bytes);
        findings.add(
                "RB-MISSING",
                name,
                0,
                "The file '" + name + "' is missing or empty; it holds " + what + ".",
                "Add it. The runbook authors' guide shows a complete folder.");
        return Optional.empty();
    }

    private void names() {
        var known = List.of(RunbookFiles.MANIFEST, RunbookFiles.DIAGRAM, RunbookFiles.BY_HAND);
        for (var name : files.files().keySet()) {
            if (known.contains(name) || isComms(name)) continue;
            findings.add(
                    "RB-FILE",
                    name,
                    0,
                    "A runbook has no such file. Messages are comms/name.md, named in lower-case words with hyphens.",
                    NearMatch.nearest(name, known)
                            .map(near -> "Did you mean '" + near + "'?")
                            .orElse("Remove or rename it."));
        }
    }

    private static boolean isComms(String name) {
        return name.startsWith(RunbookFiles.COMMS)
                && name.endsWith(".md")
                && name.length() > RunbookFiles.COMMS.length() + 3
                && Names.words(name.substring(RunbookFiles.COMMS.length(), name.length() - 3));
    }

    private String key(@Nullable Diagram diagram) {
        var folder = files.folder();
        if (folder != null) return folder;
        return Optional.ofNullable(diagram)
                .flatMap(Diagram::process)
                .map(Diagram::id)
                .filter(id -> !id.isEmpty())
                .orElse("unnamed");
    }

    private static List<Step> steps(@Nullable Diagram diagram, ActionCatalogue catalogue) {
        return diagram == null ? List.of() : new StepReader(diagram, catalogue).steps();
    }
}
