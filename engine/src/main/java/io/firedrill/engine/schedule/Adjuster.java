package io.firedrill.engine.schedule;

import java.time.LocalDate;

/** Moves a date for one reason, and never out of its period: each period keeps its one slot. */
interface Adjuster {
    LocalDate adjust(LocalDate date, Period period);
}
