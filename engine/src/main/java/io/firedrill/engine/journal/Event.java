package io.firedrill.engine.journal;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One entry of a run's journal.
 *
 * @param number 1-based, without gaps
 * @param kind stable name with hyphens, for instance {@code step-done}
 * @param step id of the step it is about; null for the run as a whole
 * @param actor a person's name, or {@code firedrill} for what happened by itself
 * @param summary one sentence for the timeline
 * @param data facts as JSON values; no secrets, people as pseudonyms
 * @param previous hash of the event before, 64 hex digits; zeros for the first
 * @param hash SHA-256 over the RFC 8785 form of all other fields
 */
public record Event(
        String run,
        long number,
        Instant at,
        String kind,
        @Nullable String step,
        String actor,
        String summary,
        Map<String, Object> data,
        String previous,
        String hash) {}
