package io.firedrill.web.api;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.firedrill.engine.run.RunId;
import io.firedrill.engine.run.RunMode;
import io.firedrill.engine.run.RunState;
import io.firedrill.engine.run.Runs;

/** The filter in a list's address, the same for API and page. Empty values count as left out. */
public final class RunQuery {
    private static final List<String> NAMES =
            List.of("mode", "target", "runbook", "state", "from", "to", "before", "limit", "q", "sort", "page");
    private static final int MOST = 500;
    private static final int USUAL = 100;
    private static final int LAST_PAGE = 10_000;
    private static final String TIME = "a time like 2026-11-24T03:12:00Z or a date";
    private static final String SORTS =
            Stream.of(Runs.Sort.values()).map(Runs.Sort::label).collect(Collectors.joining(", "));

    private RunQuery() {}

    /** Reads it, or refuses with every value that does not fit. */
    public static Runs.Filter read(Map<String, String> query) {
        var reader = new QueryReader(query, NAMES);
        var size = reader.number("limit", USUAL, MOST);
        var page = reader.number("page", 1, LAST_PAGE);
        var sort = reader.value("sort", Runs.Sort::of, "one of " + SORTS);
        var filter = new Runs.Filter(
                reader.value("mode", RunMode::of, "drill or real"),
                reader.text("target"),
                reader.text("runbook"),
                states(reader),
                reader.value("from", QueryReader::instant, TIME),
                reader.value("to", QueryReader::instant, TIME),
                reader.value("before", RunId::parse, "a run's id like R-17"),
                size,
                reader.text("q"),
                sort == null ? Runs.Sort.NEWEST : sort,
                (page - 1) * size);
        reader.refuseProblems();
        return filter;
    }

    private static Set<RunState> states(QueryReader reader) {
        var states = EnumSet.noneOf(RunState.class);
        var text = reader.text("state");
        if (text == null) return states;
        for (var label : text.split(",")) {
            var state = reader.read(
                    "state", label.strip(), RunState::of, "states joined by commas, for instance running,waiting");
            if (state != null) states.add(state);
        }
        return states;
    }
}
