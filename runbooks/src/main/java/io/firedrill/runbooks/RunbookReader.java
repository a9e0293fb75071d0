package io.firedrill.runbooks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;

import io.firedrill.runbooks.catalogue.ActionCatalogue;
import io.firedrill.runbooks.format.CommsFile;
import io.firedrill.runbooks.format.Draft;
import io.firedrill.runbooks.format.DraftReader;
import io.firedrill.runbooks.format.Findings;
import io.firedrill.runbooks.format.RunbookFiles;
import io.firedrill.runbooks.format.Sources;
import io.firedrill.runbooks.format.Zip;
import io.firedrill.runbooks.lint.Lint;
import io.firedrill.runbooks.model.MessageTemplate;
import io.firedrill.runbooks.model.Runbook;

/** Reads runbooks and holds them against every rule. Nothing read can run code, reach the network or fill the memory. */
public final class RunbookReader {
    private RunbookReader() {}

    /** The runbooks that come with this release. */
    public static List<Loaded> shipped() {
        return Sources.shipped().stream()
                .map(files -> load(files, new Findings()))
                .toList();
    }

    /** One runbook's folder. */
    public static Loaded folder(Path folder) {
        var findings = new Findings();
        return load(Sources.folder(folder, findings), findings);
    }

    /** Every sub-folder as a runbook, by name; none when the folder does not exist. Dot folders are passed over. */
    public static List<Loaded> folders(Path parent) {
        if (!Files.isDirectory(parent)) return List.of();
        try (var children = Files.list(parent)) {
            return children.filter(Files::isDirectory)
                    .filter(child -> !child.getFileName().toString().startsWith("."))
                    .sorted()
                    .map(RunbookReader::folder)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The runbooks folder '" + parent + "' cannot be listed.", e);
        }
    }

    /** A ZIP of up to 5 MiB with the files of one runbook, directly or in one folder. */
    public static Loaded zip(byte[] archive) {
        var findings = new Findings();
        return load(Zip.read(archive, findings), findings);
    }

    private static Loaded load(RunbookFiles files, Findings findings) {
        var draft = DraftReader.read(files, ActionCatalogue.shipped(), findings);
        Lint.check(draft, ActionCatalogue.shipped(), findings);
        if (!findings.isEmpty()) return new Loaded.Bad(draft.key(), findings.sorted());
        return new Loaded.Good(runbook(draft));
    }

    private static Runbook runbook(Draft draft) {
        var manifest = draft.manifest();
        var bpmn = draft.files().find(RunbookFiles.DIAGRAM);
        if (manifest == null || bpmn == null) throw new IllegalStateException("A missing file had no finding.");
        var templates = new LinkedHashMap<String, MessageTemplate>();
        for (CommsFile file : draft.comms().values())
            templates.put(file.template().name(), file.template());
        return new Runbook(
                draft.key(),
                draft.files().version(),
                manifest.title(),
                manifest.purpose(),
                manifest.owner(),
                manifest.author(),
                manifest.parameters(),
                manifest.objectives(),
                manifest.stopConditions(),
                manifest.systems(),
                manifest.optionalSystems(),
                manifest.roles(),
                draft.steps(),
                manifest.undo(),
                templates,
                draft.byHand(),
                bpmn);
    }
}
