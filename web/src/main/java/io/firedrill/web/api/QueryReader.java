package io.firedrill.web.api;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.problem.Problem;

/** Reads the filter in an address and gathers every value that does not fit. Empty values count as left out. */
final class QueryReader {
    private final Map<String, String> query;
    private final List<Problem> problems = new ArrayList<>();

    /** @param names the filters there are; another one is a problem */
    QueryReader(Map<String, String> query, Collection<String> names) {
        this.query = query;
        for (var name : query.keySet())
            if (!names.contains(name))
                problems.add(Problem.at(
                        name,
                        "FD-QUERY",
                        "There is no filter '%s'.".formatted(name),
                        "Filters: " + String.join(", ", names) + "."));
    }

    /** @throws FiredrillException with everything that did not fit, if anything */
    void refuseProblems() {
        if (!problems.isEmpty()) throw FiredrillException.invalid(problems);
    }

    /** @param form of a right value, as it follows "is not" */
    <T> @Nullable T value(String name, Function<String, T> reader, String form) {
        var text = text(name);
        return text == null ? null : read(name, text, reader, form);
    }

    <T> @Nullable T read(String name, String text, Function<String, T> reader, String form) {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException | DateTimeParseException e) {
            wrong(name, form);
            return null;
        }
    }

    /** A number from 1 to the most; the usual one when it is left out or wrong. */
    int number(String name, int usual, int most) {
        var form = "a number from 1 to " + most;
        var number = value(name, Integer::valueOf, form);
        if (number == null) return usual;
        if (number >= 1 && number <= most) return number;
        wrong(name, form);
        return usual;
    }

    void wrong(String name, String form) {
        problems.add(Problem.at(
                name, "FD-QUERY", "'%s' is not %s.".formatted(name, form), "Correct or leave out " + name + "."));
    }

    @Nullable
    String text(String name) {
        var text = query.get(name);
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** A time, or a date for its beginning in UTC. */
    static Instant instant(String text) {
        if (text.length() == 10)
            return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        return Instant.parse(text);
    }
}
