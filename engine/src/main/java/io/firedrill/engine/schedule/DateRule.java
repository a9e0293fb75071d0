package io.firedrill.engine.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * When a drill is due: one instant in every period. A local time that the clocks skip counts as the shifted one, a time
 * that they show twice counts once, the first time.
 */
record DateRule(Cadence every, Day day, LocalTime at, ZoneId zone, Weekend weekend) {
    /** @param moved why it is not the rule's own day or time; null when it is */
    record Due(Period period, Instant at, @Nullable String moved) {}

    /** Everything that may move a date, in this order. */
    private List<Adjuster> adjusters() {
        return List.of(weekend);
    }

    Due in(Period period) {
        var own = day.in(period);
        var date = own;
        for (var adjuster : adjusters()) date = adjuster.adjust(date, period);
        var due = ZonedDateTime.of(date, at, zone);
        return new Due(period, due.toInstant(), moved(own, date, due));
    }

    /** The first one that is due later than that. */
    Due after(Instant instant) {
        var period = every.periodOf(instant.atZone(zone).toLocalDate());
        var due = in(period);
        while (!due.at().isAfter(instant)) {
            period = period.next();
            due = in(period);
        }
        return due;
    }

    private @Nullable String moved(LocalDate own, LocalDate date, ZonedDateTime due) {
        var why = new ArrayList<String>();
        if (!date.equals(own)) why.add("Moved from " + name(own) + " " + own + ".");
        if (!due.toLocalTime().equals(at)) why.add("The clocks skip " + at + " on that day.");
        else if (zone.getRules().getValidOffsets(due.toLocalDateTime()).size() > 1)
            why.add("The clocks show " + at + " twice on that day; the first time counts.");
        return why.isEmpty() ? null : String.join(" ", why);
    }

    private static String name(LocalDate date) {
        return date.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    /** In a sentence without a full stop. */
    String sentence() {
        var move = weekend == Weekend.KEEP ? "" : ", on the next business day instead of a weekend";
        return "every " + every.label() + " on " + words() + " at " + at + " " + zone + move;
    }

    private String words() {
        var label = day.label(every);
        return day instanceof Day.OfMonth ? label : "the " + label;
    }
}
