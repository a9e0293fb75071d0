package io.firedrill.web.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The one place where pages write times: UTC and the reader's own zone, the one the reader chose first, and T+ inside
 * runs.
 */
public final class Times {
    private static final DateTimeFormatter DAY_TIME = pattern("d MMM uuuu HH:mm:ss");
    private static final DateTimeFormatter THIS_YEAR = pattern("d MMM HH:mm:ss");
    private static final DateTimeFormatter MINUTE = pattern("EEE d MMM uuuu HH:mm");
    private static final DateTimeFormatter DAY = pattern("d MMM uuuu");
    private static final DateTimeFormatter TIME = pattern("HH:mm:ss");
    private static final DateTimeFormatter TIME_MILLIS = pattern("HH:mm:ss.SSS");
    private static final String NONE = "–";

    private final ZoneId zone;
    private final boolean local;
    private final Instant now;

    Times(ZoneId zone, boolean local, Instant now) {
        this.zone = zone;
        this.local = local;
        this.now = now;
    }

    public Instant now() {
        return now;
    }

    /** Whether the reader's zone comes first. */
    public boolean localFirst() {
        return local;
    }

    /** The reader's zone in a word: {@code Berlin}. */
    public String place() {
        var name = zone.getId();
        return name.substring(name.lastIndexOf('/') + 1).replace('_', ' ');
    }

    /** The zone that comes first, for the heads of columns. */
    public String zoneName() {
        return local ? place() : "UTC";
    }

    /** {@code 24 Nov 2026 03:12:09 UTC}. */
    public String at(@Nullable Instant at) {
        return at == null ? NONE : DAY_TIME.format(at.atZone(first())) + " " + zoneName();
    }

    /** {@code 24 Nov 03:12:09}, under a head that names the zone. */
    public String brief(@Nullable Instant at) {
        if (at == null) return NONE;
        var there = at.atZone(first());
        var thisYear = there.getYear() == now.atZone(first()).getYear();
        return (thisYear ? THIS_YEAR : DAY_TIME).format(there);
    }

    /** {@code Thu 3 Dec 2026 09:00 UTC}, for what is planned. */
    public String slot(@Nullable Instant at) {
        return at == null ? NONE : MINUTE.format(at.atZone(first())) + " " + zoneName();
    }

    /** {@code 24 Nov 2026}, where the time of day says nothing. */
    public String day(@Nullable Instant at) {
        return at == null ? NONE : DAY.format(at.atZone(first()));
    }

    /** Only the time of day, for rows that stand under a date. */
    public String time(@Nullable Instant at) {
        return at == null ? NONE : TIME_MILLIS.format(at.atZone(first()));
    }

    /** The same moment in the zone that comes second; empty where both are the same. */
    public String other(@Nullable Instant at) {
        if (at == null || zone.getRules().getOffset(at).equals(ZoneOffset.UTC)) return "";
        return local ? TIME.format(at.atOffset(ZoneOffset.UTC)) + " UTC" : TIME.format(at.atZone(zone)) + " " + place();
    }

    /** Both zones, the second in brackets where it differs. */
    public String both(@Nullable Instant at) {
        var other = other(at);
        return other.isEmpty() ? at(at) : at(at) + " (" + other + ")";
    }

    /** For the {@code datetime} attribute. */
    public String iso(@Nullable Instant at) {
        return at == null ? "" : at.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** {@code T+02:31}, counted from the start of the run. */
    public String tPlus(@Nullable Instant start, @Nullable Instant at) {
        if (start == null || at == null) return NONE;
        return tPlus(Duration.between(start, at));
    }

    static String tPlus(Duration after) {
        var seconds = Math.max(0, after.toSeconds());
        var hours = seconds / 3600;
        var rest = "%02d:%02d".formatted(seconds / 60 % 60, seconds % 60);
        return hours == 0 ? "T+" + rest : "T+" + hours + ":" + rest;
    }

    /** {@code T+02:31.4}. */
    public String tPlusTenths(@Nullable Instant start, @Nullable Instant at) {
        if (start == null || at == null) return NONE;
        var after = Duration.between(start, at);
        return tPlus(after) + "." + Math.max(0, after.toMillis()) / 100 % 10;
    }

    /** {@code 2.31 s}, {@code 41.8 s}, {@code 3 min 05 s}, {@code 5 h 02 min}. */
    public String seconds(@Nullable Double seconds) {
        if (seconds == null) return NONE;
        if (seconds >= 7200) return "%d h %02d min".formatted((long) (seconds / 3600), (long) (seconds % 3600 / 60));
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

    /** {@code 40 days ago} or {@code in 9 days}; an addition, never alone. */
    public String ago(@Nullable Instant at) {
        if (at == null) return "";
        var past = Duration.between(at, now);
        if (past.abs().toSeconds() < 20) return "just now";
        return past.isNegative() ? "in " + rough(past.negated()) : rough(past) + " ago";
    }

    private static String rough(Duration length) {
        if (length.toDays() >= 2) return length.toDays() + " days";
        if (length.toHours() >= 2) return length.toHours() + " h";
        if (length.toMinutes() >= 2) return length.toMinutes() + " min";
        return length.toSeconds() + " s";
    }

    private ZoneId first() {
        return local ? zone : ZoneOffset.UTC;
    }

    private static DateTimeFormatter pattern(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }
}
