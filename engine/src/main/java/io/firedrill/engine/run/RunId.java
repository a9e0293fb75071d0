package io.firedrill.engine.run;

import java.util.regex.Pattern;

/** {@code R-} and a number counted up over the whole installation. */
public record RunId(long number) {
    private static final Pattern FORM = Pattern.compile("R-([1-9][0-9]{0,17})");

    public RunId {
        if (number < 1) throw new IllegalArgumentException("Not a run number: " + number);
    }

    /** Reads {@code R-17}. */
    public static RunId parse(String text) {
        var match = FORM.matcher(text);
        if (!match.matches()) throw new IllegalArgumentException("Not a run id: '" + text + "'");
        return new RunId(Long.parseLong(match.group(1)));
    }

    @Override
    public String toString() {
        return "R-" + number;
    }
}
