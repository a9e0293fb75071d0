package io.firedrill.engine.schedule;

/** What becomes of a slot whose time went by while no server was there to start it. */
public enum MissedRule {
    /** It starts as soon as a server is there again, as long as its window is open. */
    RUN_LATE,
    /** It is booked as missed, also when its window is still open. */
    BOOK_MISSED;

    /** As written in API, shell and pages: {@code run-late, book-missed}. */
    public String label() {
        return Labels.of(this);
    }
}
