package io.firedrill.engine.schedule;

import java.util.regex.Pattern;

/** {@code P-} and a number counted up over the whole installation. */
public record PlanId(long number) {
    private static final Pattern FORM = Pattern.compile("P-([1-9][0-9]{0,17})");

    public PlanId {
        if (number < 1) throw new IllegalArgumentException("Not a plan number: " + number);
    }

    /** Reads {@code P-17}. */
    public static PlanId parse(String text) {
        var match = FORM.matcher(text);
        if (!match.matches()) throw new IllegalArgumentException("Not a plan id: '" + text + "'");
        return new PlanId(Long.parseLong(match.group(1)));
    }

    @Override
    public String toString() {
        return "P-" + number;
    }
}
