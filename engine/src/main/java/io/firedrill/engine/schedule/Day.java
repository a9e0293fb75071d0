package io.firedrill.engine.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;

/**
 * Which day of a period. {@code month} counts within the period, from 1. Every form names a day in every period: the
 * 31st of a shorter month is its last day, and there is no fifth weekday.
 */
sealed interface Day {
    int month();

    /** The words before {@code of month N}. */
    String words();

    LocalDate in(YearMonth month);

    default LocalDate in(Period period) {
        return in(period.month(month()));
    }

    /** As {@link DayReader} reads it back. */
    default String label(Cadence every) {
        return every == Cadence.MONTH ? words() : words() + " of month " + month();
    }

    /** {@code nth} is 1 to 4, or 5 for the last. */
    record Weekday(int nth, DayOfWeek weekday, int month) implements Day {
        static final List<String> NTH = List.of("first", "second", "third", "fourth", "last");
        private static final int LAST = 5;

        @Override
        public String words() {
            return NTH.get(nth - 1) + " " + weekday.name().toLowerCase(Locale.ROOT);
        }

        @Override
        public LocalDate in(YearMonth month) {
            var first = month.atDay(1);
            return first.with(
                    nth == LAST
                            ? TemporalAdjusters.lastInMonth(weekday)
                            : TemporalAdjusters.dayOfWeekInMonth(nth, weekday));
        }
    }

    record OfMonth(int day, int month) implements Day {
        @Override
        public String words() {
            return "day " + day;
        }

        @Override
        public LocalDate in(YearMonth month) {
            return month.atDay(Math.min(day, month.lengthOfMonth()));
        }
    }

    record LastBusinessDay(int month) implements Day {
        @Override
        public String words() {
            return "last business day";
        }

        @Override
        public LocalDate in(YearMonth month) {
            return Weekend.lastBusinessDay(month.atEndOfMonth());
        }
    }
}
