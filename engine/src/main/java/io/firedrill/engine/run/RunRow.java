package io.firedrill.engine.run;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A run as it is stored.
 *
 * @param parameters as shown: people as pseudonyms, secrets as a mark
 * @param orderedAt when the first revocation was ordered; the clock of the time to revoke
 * @param instance the flow's id of it; null before the start
 */
public record RunRow(
        String id,
        long number,
        RunMode mode,
        RunState state,
        @Nullable String cause,
        String runbook,
        String runbookTitle,
        String version,
        boolean approvedVersion,
        String target,
        String service,
        Map<String, String> parameters,
        @Nullable String reason,
        String startedBy,
        @Nullable String idempotencyKey,
        String requestHash,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Instant orderedAt,
        @Nullable String instance) {
    public boolean real() {
        return mode == RunMode.REAL;
    }
}
