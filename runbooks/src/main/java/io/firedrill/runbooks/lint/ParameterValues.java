package io.firedrill.runbooks.lint;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

import io.firedrill.runbooks.model.Parameter;

/** Whether a text is a value of a parameter. */
final class ParameterValues {
    private static final int LONGEST = 200;

    private ParameterValues() {}

    static boolean fits(Parameter parameter, String text) {
        if (text.length() > LONGEST) return false;
        return switch (parameter.type()) {
            case CHOICE -> parameter.choices().contains(text);
            case BOOLEAN -> text.equals("true") || text.equals("false");
            case NUMBER -> text.matches("-?[0-9]{1,12}(\\.[0-9]{1,6})?") && within(parameter, Double.parseDouble(text));
            case DURATION -> duration(parameter, text);
            case TEXT -> text(parameter, text);
            case PERSON, SECRET -> !text.isBlank();
        };
    }

    private static boolean text(Parameter parameter, String text) {
        var pattern = parameter.pattern();
        if (pattern == null || !SafePattern.isSafe(pattern)) return !text.isBlank();
        return Pattern.compile(pattern).matcher(text).matches();
    }

    private static boolean duration(Parameter parameter, String text) {
        try {
            var duration = Duration.parse(text);
            return within(parameter, duration.toMillis() / 1000.0);
        } catch (DateTimeParseException | ArithmeticException e) {
            return false;
        }
    }

    private static boolean within(Parameter parameter, double value) {
        var min = parameter.min();
        var max = parameter.max();
        return (min == null || value >= min) && (max == null || value <= max);
    }
}
