package io.firedrill.engine.run;

import java.util.Locale;

/** Fixed when the run starts; never changed and never defaulted. */
public enum RunMode {
    DRILL,
    REAL;

    /** As written in API, database and pages. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static RunMode of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
