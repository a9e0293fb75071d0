package io.firedrill.runbooks.lint;

import java.util.Optional;

import io.firedrill.runbooks.catalogue.ActionCatalogue;
import io.firedrill.runbooks.format.Findings;
import io.firedrill.runbooks.format.Manifest;
import io.firedrill.runbooks.format.RunbookFiles;
import io.firedrill.runbooks.model.Parameter;

/** What rules over the manifest see. */
record Declared(Manifest manifest, ActionCatalogue catalogue, Findings findings) {
    Optional<Parameter> parameter(String name) {
        return manifest.parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst();
    }

    /** @param path as in {@link Manifest#line} */
    void report(String code, String path, String message, String next) {
        findings.add(code, RunbookFiles.MANIFEST, manifest.line(path), message, next);
    }
}
