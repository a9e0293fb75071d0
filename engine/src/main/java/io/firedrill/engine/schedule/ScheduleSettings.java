package io.firedrill.engine.schedule;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How planned drills are started.
 *
 * @param enabled whether this server starts what is due; one that does not still shows and takes plans
 * @param threads how many starts at the same time on this server
 * @param retry wait before a start is tried again that met a taken target or a halt of everything
 * @param tolerance how late a start may be without counting as one that a server missed
 * @param sweep how often slots are sought whose alarm got lost
 */
@ConfigurationProperties("firedrill.schedule")
record ScheduleSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("8") int threads,
        @DefaultValue("1m") Duration retry,
        @DefaultValue("2m") Duration tolerance,
        @DefaultValue("30s") Duration sweep) {
    ScheduleSettings {
        if (threads < 1 || threads > 64)
            throw new IllegalArgumentException("firedrill.schedule.threads must be 1 to 64.");
        if (retry.compareTo(Duration.ofMillis(100)) < 0)
            throw new IllegalArgumentException("firedrill.schedule.retry must be at least 100ms.");
        if (sweep.compareTo(Duration.ofMillis(100)) < 0)
            throw new IllegalArgumentException("firedrill.schedule.sweep must be at least 100ms.");
        if (tolerance.isNegative())
            throw new IllegalArgumentException("firedrill.schedule.tolerance must not be negative.");
    }
}
