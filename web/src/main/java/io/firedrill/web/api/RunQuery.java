package io.firedrill.web.api;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.problem.Problem;
import io.firedrill.engine.run.RunId;
import io.firedrill.engine.run.RunMode;
import io.firedrill.engine.run.RunState;
import io.firedrill.engine.run.Runs;

/** The filter in a list's address, the same for API and page. Empty values count as left out. */
public final class RunQuery {
    private static final Set<String> NAMES =
            Set.of("mode", "target", "runbook", "state", "from", "to", "before", "limit", "q", "sort", "page");
    private static final int MOST = 500;
    private static final int USUAL = 100;
    private static final int LAST_PAGE = 10_000;
    private static final String SORTS =
            Stream.of(Runs.Sort.values()).map(Runs.Sort::label).collect(Collectors.joining(", "));

    private final Map<String, String> query;
    private final List<Problem> problems = new ArrayList<>();

    private RunQuery(Map<String, String> query) {
        this.query = query;
    }

    /** Reads it, or refuses with every value that does not fit. */
    public static Runs.Filter read(Map<String, String> query) {
        var reader = new RunQuery(query);
        var filter = reader.filter();
        if (!reader.problems.isEmpty()) throw FiredrillException.invalid(reader.problems);
        return filter;
    }

    private Runs.Filter filter() {
        for (var name : query.keySet())
            if (!NAMES.contains(name))
                problems.add(Problem.at(
                        name, "FD-QUERY", "There is no filter '%s'.".formatted(name), "Filters: " + NAMES + "."));
        var limit = value("limit", Integer::valueOf, "a number from 1 to " + MOST);
        if (limit != null && (limit < 1 || limit > MOST)) wrong("limit", "a number from 1 to " + MOST);
        var page = value("page", Integer::valueOf, "a number from 1 to " + LAST_PAGE);
        if (page != null && (page < 1 || page > LAST_PAGE)) wrong("page", "a number from 1 to " + LAST_PAGE);
        var sort = value("sort", Runs.Sort::of, "one of " + SORTS);
        var size = limit == null ? USUAL : Math.min(MOST, Math.max(1, limit));
        return new Runs.Filter(
                value("mode", RunMode::of, "drill or real"),
                text("target"),
                text("runbook"),
                states(),
                value("from", RunQuery::instant, "a time like 2026-11-24T03:12:00Z or a date"),
                value("to", RunQuery::instant, "a time like 2026-11-24T03:12:00Z or a date"),
                value("before", RunId::parse, "a run's id like R-17"),
                size,
                text("q"),
                sort == null ? Runs.Sort.NEWEST : sort,
                page == null ? 0 : (Math.min(LAST_PAGE, Math.max(1, page)) - 1) * size);
    }

    private Set<RunState> states() {
        var states = EnumSet.noneOf(RunState.class);
        var text = text("state");
        if (text == null) return states;
        for (var label : text.split(",")) {
            var state =
                    read("state", label.strip(), RunState::of, "states joined by commas, for instance running,waiting");
            if (state != null) states.add(state);
        }
        return states;
    }

    private <T> @Nullable T value(String name, Function<String, T> reader, String form) {
        var text = text(name);
        return text == null ? null : read(name, text, reader, form);
    }

    private <T> @Nullable T read(String name, String text, Function<String, T> reader, String form) {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException | DateTimeParseException e) {
            wrong(name, form);
            return null;
        }
    }

    private void wrong(String name, String form) {
        problems.add(Problem.at(
                name, "FD-QUERY", "'%s' is not %s.".formatted(name, form), "Correct or leave out " + name + "."));
    }

    private @Nullable String text(String name) {
        var text = query.get(name);
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static Instant instant(String text) {
        if (text.length() == 10)
            return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        return Instant.parse(text);
    }
}
