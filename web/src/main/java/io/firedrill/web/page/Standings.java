package io.firedrill.web.page;

import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.firedrill.engine.library.Library;

/** Runbooks and message templates with their approvals as they stand now. */
@Component
class Standings {
    private final Library library;
    private final InstantSource clock;

    Standings(Library library, InstantSource clock) {
        this.library = library;
        this.clock = clock;
    }

    /** A runbook or template with its approval as it stands. */
    record Row<T>(T entry, Look approval) {}

    List<Row<Library.Entry>> runbooks() {
        return library.newest().stream().map(this::runbook).toList();
    }

    Row<Library.Entry> runbook(Library.Entry entry) {
        return new Row<>(entry, approval(entry.approval(), entry.origin() == Library.Origin.SHIPPED));
    }

    List<Row<Library.TemplateEntry>> templates() {
        var shipped = library.newest().stream()
                .filter(entry -> entry.origin() == Library.Origin.SHIPPED)
                .map(entry -> entry.runbook().key())
                .collect(Collectors.toSet());
        return library.templates().stream()
                .map(entry -> new Row<>(entry, approval(entry.approval(), shipped.contains(entry.runbook()))))
                .toList();
    }

    List<Row<Library.TemplateEntry>> templates(String runbook) {
        return templates().stream()
                .filter(row -> row.entry().runbook().equals(runbook))
                .toList();
    }

    private Look approval(Library.@Nullable Approval approval, boolean shipped) {
        if (approval == null && shipped) return new Look("state-done", "for the sandbox", "quiet");
        if (approval == null) return new Look("state-waiting", "not approved", "warn");
        if (!approval.valid(clock.instant())) return new Look("state-expired", "approval expired", "bad");
        return new Look("state-done", "approved", "good");
    }
}
