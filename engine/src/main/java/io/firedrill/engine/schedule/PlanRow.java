package io.firedrill.engine.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** A plan as it is stored; never changed but for its state. */
record PlanRow(
        PlanId id,
        String title,
        Plan.State state,
        String runbook,
        @Nullable String version,
        String target,
        Map<String, String> parameters,
        String owner,
        DateRule rule,
        Duration window,
        MissedRule missedRule,
        @Nullable String idempotencyKey,
        String requestHash,
        Instant addedAt) {
    String sentence() {
        return Sentences.rule(rule, window);
    }
}
