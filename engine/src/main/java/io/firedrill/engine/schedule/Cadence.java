package io.firedrill.engine.schedule;

import java.time.LocalDate;
import java.time.YearMonth;

/** How often a drill is due: once in each calendar month, quarter, half-year or year. */
public enum Cadence {
    MONTH(1),
    QUARTER(3),
    HALF_YEAR(6),
    YEAR(12);

    private final int months;

    Cadence(int months) {
        this.months = months;
    }

    /** As written in API, shell and pages: {@code month, quarter, half-year, year}. */
    public String label() {
        return Labels.of(this);
    }

    int months() {
        return months;
    }

    /** The period that the date lies in. */
    Period periodOf(LocalDate date) {
        var first = (date.getMonthValue() - 1) / months * months + 1;
        return new Period(this, YearMonth.of(date.getYear(), first));
    }
}
