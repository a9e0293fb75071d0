package io.firedrill.engine.run;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.firedrill.engine.problem.Problem;
import io.firedrill.runbooks.model.Parameter;
import io.firedrill.runbooks.model.Runbook;

/**
 * Given parameters held against a runbook's declarations; every problem is found at once.
 *
 * @param values with defaults, by name; in clear
 */
record Parameters(Map<String, String> values, List<Problem> problems) {
    private static final int LONGEST = 200;
    private static final int LONGEST_SECRET = 8000;

    static Parameters read(Runbook runbook, Map<String, String> given, RunMode mode) {
        var problems = new ArrayList<Problem>();
        var declared = new LinkedHashMap<String, Parameter>();
        runbook.parameters().forEach(parameter -> declared.put(parameter.name(), parameter));
        for (var name : new TreeSet<>(given.keySet()))
            if (!declared.containsKey(name))
                problems.add(Problem.at(
                        "parameters." + name,
                        "FD-PARAMETER-UNKNOWN",
                        "Runbook '" + runbook.key() + "' has no parameter '" + name + "'.",
                        "It has: " + String.join(", ", declared.keySet())));
        var values = new LinkedHashMap<String, String>();
        declared.forEach((name, parameter) -> {
            var value = given.getOrDefault(name, parameter.defaultValue());
            if (value != null) values.put(name, value);
        });
        for (var parameter : declared.values()) check(parameter, given, values, mode, problems);
        return new Parameters(values, problems);
    }

    private static void check(
            Parameter parameter,
            Map<String, String> given,
            Map<String, String> values,
            RunMode mode,
            List<Problem> problems) {
        var name = parameter.name();
        var applies = applies(parameter, values);
        if (!applies && given.containsKey(name)) {
            problems.add(problem(
                    parameter,
                    "FD-PARAMETER-NOT-NOW",
                    "'" + name + "' does not apply here: " + when(parameter),
                    "Leave it out."));
            return;
        }
        if (!applies) {
            values.remove(name);
            return;
        }
        var value = values.get(name);
        if (value == null) {
            if (needed(parameter, mode))
                problems.add(problem(
                        parameter,
                        "FD-PARAMETER-MISSING",
                        "'" + name + "' is missing: " + parameter.title() + ".",
                        "Give it."));
            return;
        }
        wrong(parameter, value)
                .ifPresent(why -> problems.add(
                        problem(parameter, "FD-PARAMETER-WRONG", "'" + name + "' " + why + ".", advice(parameter))));
    }

    private static boolean needed(Parameter parameter, RunMode mode) {
        return switch (parameter.required()) {
            case NEVER -> false;
            case REAL -> mode == RunMode.REAL;
            case ALWAYS -> true;
        };
    }

    private static boolean applies(Parameter parameter, Map<String, String> values) {
        var only = parameter.onlyWhen();
        if (only == null) return true;
        var other = values.get(only.parameter());
        return other != null && only.values().contains(other);
    }

    private static String when(Parameter parameter) {
        var only = parameter.onlyWhen();
        return only == null
                ? ""
                : "only when '" + only.parameter() + "' is " + String.join(" or ", only.values()) + ".";
    }

    private static Optional<String> wrong(Parameter parameter, String value) {
        var longest = parameter.type() == Parameter.Type.SECRET ? LONGEST_SECRET : LONGEST;
        if (value.isBlank()) return Optional.of("is empty");
        if (value.length() > longest) return Optional.of("is longer than " + longest + " characters");
        if (value.chars().anyMatch(Character::isISOControl)) return Optional.of("has control characters");
        return switch (parameter.type()) {
            case TEXT, PERSON -> pattern(parameter, value);
            case SECRET -> Optional.empty();
            case CHOICE ->
                parameter.choices().contains(value)
                        ? Optional.empty()
                        : Optional.of("is '" + value + "', which is not a choice");
            case BOOLEAN ->
                value.equals("true") || value.equals("false") ? Optional.empty() : Optional.of("is not true or false");
            case NUMBER -> number(parameter, value);
            case DURATION -> duration(parameter, value);
        };
    }

    private static Optional<String> pattern(Parameter parameter, String value) {
        var pattern = parameter.pattern();
        if (pattern == null || Pattern.matches(pattern, value)) return Optional.empty();
        return Optional.of("does not have the form " + pattern);
    }

    private static Optional<String> number(Parameter parameter, String value) {
        try {
            return range(parameter, new BigDecimal(value).doubleValue());
        } catch (NumberFormatException e) {
            return Optional.of("is not a number");
        }
    }

    private static Optional<String> duration(Parameter parameter, String value) {
        try {
            return range(parameter, (double) Duration.parse(value).toMillis() / 1000);
        } catch (DateTimeParseException e) {
            return Optional.of("is not a duration");
        }
    }

    private static Optional<String> range(Parameter parameter, double value) {
        var min = parameter.min();
        var max = parameter.max();
        if (min != null && value < min) return Optional.of("is below " + min);
        if (max != null && value > max) return Optional.of("is above " + max);
        return Optional.empty();
    }

    private static String advice(Parameter parameter) {
        return switch (parameter.type()) {
            case CHOICE -> "One of: " + String.join(", ", parameter.choices());
            case DURATION -> "Write it as ISO 8601, for instance PT5M.";
            case BOOLEAN -> "Write true or false.";
            default -> parameter.title() + ".";
        };
    }

    private static Problem problem(Parameter parameter, String code, String message, String next) {
        return Problem.at("parameters." + parameter.name(), code, message, next);
    }

    /** What kind of value this is; null when it is not declared. */
    static Parameter.@Nullable Type type(Runbook runbook, String name) {
        return runbook.parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(Parameter::type)
                .findFirst()
                .orElse(null);
    }
}
