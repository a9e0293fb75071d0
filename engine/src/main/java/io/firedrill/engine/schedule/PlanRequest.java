package io.firedrill.engine.schedule;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A wish to plan a drill, in the caller's words; everything wrong with it is found at once.
 *
 * @param title what people call it; null for the runbook's title and the target
 * @param runbook key of the runbook
 * @param version full hash or its first twelve or more digits; null for the newest at each start
 * @param parameters as text, by name; secrets cannot be planned
 * @param every {@code month, quarter, half-year} or {@code year}
 * @param day {@code day 15}, {@code second tuesday}, {@code last friday} or {@code last business day}, each with
 *     {@code of month N} where N counts within the period
 * @param at local time, {@code 10:00}
 * @param zone for instance {@code Europe/Berlin}
 * @param window how long after that time it may still start; null for two hours
 * @param weekend a {@link Weekend}'s label; null for {@code keep}
 * @param missed a {@link MissedRule}'s label; null for {@code run-late}
 * @param reason why it is planned; null when none was given
 * @param idempotencyKey the same key by the same person is the same plan; null for none
 */
public record PlanRequest(
        @Nullable String title,
        String runbook,
        @Nullable String version,
        String target,
        Map<String, String> parameters,
        String every,
        String day,
        String at,
        String zone,
        @Nullable Duration window,
        @Nullable String weekend,
        @Nullable String missed,
        @Nullable String reason,
        @Nullable String idempotencyKey) {}
