package io.firedrill.engine.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;

/** What becomes of a date that falls on a Saturday or Sunday. */
public enum Weekend implements Adjuster {
    KEEP {
        @Override
        public LocalDate adjust(LocalDate date, Period period) {
            return date;
        }
    },
    /** Moved to the Monday after; to the Friday before where that Monday lies in the next period. */
    NEXT_BUSINESS_DAY {
        @Override
        public LocalDate adjust(LocalDate date, Period period) {
            var later = date;
            while (isWeekend(later)) later = later.plusDays(1);
            return period.holds(later) ? later : lastBusinessDay(date);
        }
    };

    /** As written in API, shell and pages: {@code keep, next-business-day}. */
    public String label() {
        return Labels.of(this);
    }

    /** The date itself, or the Friday before it. */
    static LocalDate lastBusinessDay(LocalDate date) {
        var day = date;
        while (isWeekend(day)) day = day.minusDays(1);
        return day;
    }

    private static boolean isWeekend(LocalDate date) {
        return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
}
