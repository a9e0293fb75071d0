package io.firedrill.shell.render;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** One way to write times, numbers and the server's words for people. */
public final class Text {
    private Text() {}

    /** The text without control characters, so that a server's text cannot steer the terminal. */
    public static String safe(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isControl(text.charAt(i))) return cleaned(text);
        }
        return text;
    }

    private static boolean isControl(char c) {
        return c < ' '
                || (c >= 0x7f && c <= 0x9f)
                || (c >= '\u202a' && c <= '\u202e')
                || (c >= '\u2066' && c <= '\u2069');
    }

    private static String cleaned(String text) {
        var clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            clean.append(isControl(c) ? ' ' : c);
        }
        return clean.toString();
    }

    /** {@code 02:31}, {@code 1:02:31}; empty for none. */
    public static String elapsed(@Nullable Double seconds) {
        if (seconds == null) return "";
        long whole = (long) Math.floor(Math.max(0, seconds));
        long hours = whole / 3600;
        var minutes = two(whole / 60 % 60) + ":" + two(whole % 60);
        return hours == 0 ? minutes : hours + ":" + minutes;
    }

    /** Time since a run's start. */
    public static String since(@Nullable Instant start, @Nullable Instant at) {
        if (start == null || at == null) return "T+--:--";
        return "T+" + elapsed(Duration.between(start, at).toMillis() / 1000.0);
    }

    private static String two(long number) {
        return number < 10 ? "0" + number : Long.toString(number);
    }

    /** {@code 2.31 s}, {@code 12 s}, {@code 3 count}; empty for none. */
    public static String measure(@Nullable Double value, String unit) {
        if (value == null) return "";
        var text = value == Math.rint(value)
                ? Long.toString(Math.round(value))
                : String.format(Locale.ROOT, "%.2f", value).replaceAll("\\.?0+$", "");
        return unit.isEmpty() || unit.equals("count") ? text : text + " " + unit;
    }

    /** {@code 2026-11-24 03:12:09Z}; empty for none. */
    public static String utc(@Nullable Instant at) {
        if (at == null) return "";
        var text = at.toString();
        return text.substring(0, 10) + " " + text.substring(11, 19) + "Z";
    }

    /** UTC, and local in brackets where that differs. */
    public static String both(@Nullable Instant at, ZoneId zone) {
        if (at == null) return "";
        var offset = zone.getRules().getOffset(at);
        if (offset.getTotalSeconds() == 0) return utc(at);
        var local = at.atOffset(offset);
        return utc(at) + " (" + two(local.getHour()) + ":" + two(local.getMinute()) + " " + zone.getId() + ")";
    }

    /** How versions are shown: the first twelve digits. */
    public static String version(String version) {
        return version.length() > 12 ? version.substring(0, 12) : version;
    }
}
