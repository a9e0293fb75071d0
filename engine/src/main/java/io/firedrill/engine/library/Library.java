package io.firedrill.engine.library;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.firedrill.runbooks.model.Runbook;

/**
 * The runbook versions this installation knows, with their approvals. Versions are kept for good, so that a run keeps
 * the one it started with. Thread-safe.
 */
public interface Library {
    /** The newest loaded version of every runbook, by key. */
    List<Entry> newest();

    /** Every version of one runbook, newest first. */
    List<Entry> versions(String key);

    /** A version by full hash or its first twelve or more digits; the newest when null. */
    Optional<Entry> find(String key, @Nullable String version);

    /**
     * Adds a runbook from a ZIP (role ops). Refused with every lint finding when it has any; the same content again is
     * the same version.
     */
    Entry add(byte[] zip, String actor);

    /** Approves a version or template by content hash; refused for its author and for who added it. */
    void approve(Subject subject, String hash, String actor);

    /** Takes an approval back. */
    void withdraw(Subject subject, String hash, String reason, String actor);

    /** Every template of the newest versions. */
    List<TemplateEntry> templates();

    /** What keeps folders or stored versions from being used, every finding with its place. */
    List<io.firedrill.engine.problem.Problem> problems();

    enum Subject {
        RUNBOOK,
        TEMPLATE
    }

    enum Origin {
        SHIPPED,
        HOME,
        API
    }

    record Entry(
            Runbook runbook,
            Origin origin,
            String addedBy,
            Instant addedAt,
            @Nullable Approval approval) {}

    record Approval(String approver, Instant at, @Nullable Instant expires) {
        public boolean valid(Instant now) {
            return expires == null || now.isBefore(expires);
        }
    }

    record TemplateEntry(
            String runbook,
            io.firedrill.runbooks.model.MessageTemplate template,
            @Nullable Approval approval) {}
}
