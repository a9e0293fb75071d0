package io.firedrill.engine.schedule;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.regex.Pattern;

/** One calendar month, quarter, half-year or year; each holds exactly one slot of a plan. */
record Period(Cadence cadence, YearMonth first) {
    private static final Pattern LABEL = Pattern.compile("([0-9]{4})(?:-[QH]?([0-9]{1,2}))?");

    /** The one with that {@link #label}. */
    static Period of(Cadence cadence, String label) {
        var match = LABEL.matcher(label);
        if (!match.matches()) throw new IllegalArgumentException("Not a period: '" + label + "'");
        var part = match.group(2) == null ? 1 : Integer.parseInt(match.group(2));
        return new Period(cadence, YearMonth.of(Integer.parseInt(match.group(1)), (part - 1) * cadence.months() + 1));
    }

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
