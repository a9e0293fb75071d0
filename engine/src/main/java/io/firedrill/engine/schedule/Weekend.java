package io.firedrill.engine.schedule;

/** What becomes of a date that falls on a Saturday or Sunday. */
public enum Weekend {
    KEEP,
    /** Moved to the Monday after; to the Friday before where that Monday lies in the next period. */
    NEXT_BUSINESS_DAY;

    /** As written in API, shell and pages: {@code keep, next-business-day}. */
    public String label() {
        return Labels.of(this);
    }
}
