package io.firedrill.engine.schedule;

import java.time.LocalDate;
import java.time.YearMonth;

/** One calendar month, quarter, half-year or year; each holds exactly one slot of a plan. */
record Period(Cadence cadence, YearMonth first) {
    YearMonth month(int number) {
        return first.plusMonths(number - 1L);
    }

    LocalDate begins() {
        return first.atDay(1);
    }

    LocalDate ends() {
        return month(cadence.months()).atEndOfMonth();
    }

    Period next() {
        return new Period(cadence, first.plusMonths(cadence.months()));
    }

    boolean holds(LocalDate date) {
        return !date.isBefore(begins()) && !date.isAfter(ends());
    }

    /** {@code 2026-11}, {@code 2026-Q4}, {@code 2026-H2} or {@code 2026}; sorts in time within one cadence. */
    String label() {
        var part = (first.getMonthValue() - 1) / cadence.months() + 1;
        return switch (cadence) {
            case MONTH -> first.toString();
            case QUARTER -> first.getYear() + "-Q" + part;
            case HALF_YEAR -> first.getYear() + "-H" + part;
            case YEAR -> String.valueOf(first.getYear());
        };
    }
}
