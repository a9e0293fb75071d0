package io.firedrill.web.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** The one place where pages write times: UTC and the reader's own zone, and T+ inside runs. */
public final class Times {
    private static final DateTimeFormatter DAY_TIME =
            DateTimeFormatter.ofPattern("d MMM uuuu HH:mm:ss", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);
    private static final DateTimeFormatter TIME_MILLIS = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ENGLISH);
    private static final String NONE = "–";

    private final ZoneId zone;
    private final Instant now;

    Times(ZoneId zone, Instant now) {
        this.zone = zone;
        this.now = now;
    }

    public Instant now() {
        return now;
    }

    /** {@code 24 Nov 2026 03:12:09 UTC}. */
    public String utc(@Nullable Instant at) {
        return at == null ? NONE : DAY_TIME.format(at.atOffset(ZoneOffset.UTC)) + " UTC";
    }

    /** Only the time of day, for rows that stand under a date. */
    public String utcTime(@Nullable Instant at) {
        return at == null ? NONE : TIME_MILLIS.format(at.atOffset(ZoneOffset.UTC));
    }

    /** {@code 04:12:09 Berlin}; empty where the reader's zone is UTC. */
    public String local(@Nullable Instant at) {
        if (at == null || zone.getRules().getOffset(at).equals(ZoneOffset.UTC)) return "";
        var name = zone.getId();
        return TIME.format(at.atZone(zone)) + " "
                + name.substring(name.lastIndexOf('/') + 1).replace('_', ' ');
    }

    /** UTC with the local time in brackets where it differs. */
    public String both(@Nullable Instant at) {
        var local = local(at);
        return local.isEmpty() ? utc(at) : utc(at) + " (" + local + ")";
    }

    /** For the {@code datetime} attribute. */
    public String iso(@Nullable Instant at) {
        return at == null ? "" : at.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** {@code T+02:31}, counted from the start of the run. */
    public String tPlus(@Nullable Instant start, @Nullable Instant at) {
        if (start == null || at == null) return NONE;
        var seconds = Math.max(0, Duration.between(start, at).toSeconds());
        var hours = seconds / 3600;
        var rest = "%02d:%02d".formatted(seconds / 60 % 60, seconds % 60);
        return hours == 0 ? "T+" + rest : "T+" + hours + ":" + rest;
    }

    /** {@code 2.31 s}, {@code 41.8 s}, {@code 3 min 05 s}. */
    public String seconds(@Nullable Double seconds) {
        if (seconds == null) return NONE;
        if (seconds >= 120) return "%d min %02d s".formatted((long) (seconds / 60), (long) (seconds % 60));
        return number(seconds) + " s";
    }

    /** Between two moments, up to now while it lasts. */
    public String between(@Nullable Instant from, @Nullable Instant to) {
        if (from == null) return NONE;
        var millis = Math.max(0, Duration.between(from, to == null ? now : to).toMillis());
        return seconds(millis / 1000.0);
    }

    /** Two digits after the point below ten, one above. */
    public String number(@Nullable Double value) {
        if (value == null) return NONE;
        if (value == Math.rint(value) && Math.abs(value) < 1e9) return Long.toString(value.longValue());
        return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.2f" : "%.1f", value);
    }

    /** {@code 40 days ago}; an addition, never alone. */
    public String ago(@Nullable Instant at) {
        if (at == null) return "";
        var past = Duration.between(at, now);
        if (past.toDays() >= 2) return past.toDays() + " days ago";
        if (past.toHours() >= 2) return past.toHours() + " h ago";
        if (past.toMinutes() >= 2) return past.toMinutes() + " min ago";
        return "just now";
    }
}
