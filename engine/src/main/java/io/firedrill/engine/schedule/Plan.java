package io.firedrill.engine.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A drill that is due again and again. Only drills can be planned, never real runs.
 *
 * @param version null for the newest at each start
 * @param parameters people are shown as pseudonyms
 * @param owner who planned it; named as the one who asked for each of its runs, and so cannot approve their steps
 * @param rule the whole rule in one sentence
 * @param day the rule's day in its canonical words, for instance {@code second tuesday of month 1}
 * @param at local time, {@code 10:00}
 * @param next the slot that comes next or waits inside its window; null when the plan is removed
 * @param last the newest decided slot; null when there is none yet
 * @param missed how many of its slots were missed or refused so far
 */
public record Plan(
        PlanId id,
        String title,
        State state,
        String runbook,
        @Nullable String version,
        String target,
        Map<String, String> parameters,
        String owner,
        String rule,
        Cadence every,
        String day,
        String at,
        String zone,
        Duration window,
        Weekend weekend,
        MissedRule missedRule,
        Instant addedAt,
        @Nullable Slot next,
        @Nullable Slot last,
        int missed) {
    /** Where a plan stands. */
    public enum State {
        ACTIVE,
        /** Its slots are skipped until it is resumed. */
        PAUSED,
        /** Kept for its history. */
        REMOVED;

        /** As written in API, shell and pages. */
        public String label() {
            return Labels.of(this);
        }
    }
}
