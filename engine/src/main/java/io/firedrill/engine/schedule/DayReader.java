package io.firedrill.engine.schedule;

import java.time.DayOfWeek;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a day of a period as people write it. */
final class DayReader {
    static final String FORMS =
            "Write 'day 15', 'second tuesday', 'last friday' or 'last business day', with 'of month 2' to name the"
                    + " month of the period.";
    private static final Pattern FORM = Pattern.compile(
            "(?:day (?<day>[0-9]{1,2})|(?<business>last business day)|(?<nth>[a-z]+) (?<weekday>[a-z]+))"
                    + "(?: of month (?<month>[0-9]{1,2}))?");

    private DayReader() {}

    /** Empty when it cannot be understood, or names a day or month that the period does not have. */
    static Optional<Day> read(String text, Cadence every) {
        var match = FORM.matcher(text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " "));
        if (!match.matches()) return Optional.empty();
        var month = month(match, every);
        if (month < 1 || month > every.months()) return Optional.empty();
        if (match.group("business") != null) return Optional.of(new Day.LastBusinessDay(month));
        return match.group("day") != null ? ofMonth(match, month) : weekday(match, month);
    }

    private static Optional<Day> ofMonth(Matcher match, int month) {
        var day = Integer.parseInt(match.group("day"));
        return day < 1 || day > 31 ? Optional.empty() : Optional.of(new Day.OfMonth(day, month));
    }

    private static Optional<Day> weekday(Matcher match, int month) {
        var nth = Day.Weekday.NTH.indexOf(match.group("nth")) + 1;
        if (nth == 0) return Optional.empty();
        for (var weekday : DayOfWeek.values()) {
            if (weekday.name().equalsIgnoreCase(match.group("weekday")))
                return Optional.of(new Day.Weekday(nth, weekday, month));
        }
        return Optional.empty();
    }

    // "last" without a month means the period's end, all else its beginning.
    private static int month(Matcher match, Cadence every) {
        if (match.group("month") != null) return Integer.parseInt(match.group("month"));
        return match.group("business") != null || "last".equals(match.group("nth")) ? every.months() : 1;
    }
}
