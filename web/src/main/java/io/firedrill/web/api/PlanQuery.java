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

import org.jspecify.annotations.Nullable;

import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.problem.Problem;
import io.firedrill.engine.schedule.Plan;
import io.firedrill.engine.schedule.PlanId;
import io.firedrill.engine.schedule.Plans;
import io.firedrill.engine.schedule.Slot;

/** The filters in the addresses of plans and slots; empty values count as left out. */
final class PlanQuery {
    private static final int MOST = 500;
    private static final int USUAL = 100;

    private final Map<String, String> query;
    private final List<Problem> problems = new ArrayList<>();

    private PlanQuery(Map<String, String> query, List<String> names) {
        this.query = query;
        for (var name : query.keySet())
            if (!names.contains(name))
                problems.add(Problem.at(
                        name,
                        "FD-QUERY",
                        "There is no filter '%s'.".formatted(name),
                        "Filters: " + String.join(", ", names) + "."));
    }

    /** @param until only for upcoming ones */
    record Slots(
            boolean upcoming,
            Set<Slot.State> states,
            @Nullable Instant until,
            int limit) {}

    static Plans.Filter plans(Map<String, String> query) {
        var reader = new PlanQuery(query, List.of("state", "runbook", "target", "after", "limit"));
        var filter = new Plans.Filter(
                reader.states(Plan.State.class, Plan.State::label),
                reader.text("runbook"),
                reader.text("target"),
                reader.value("after", PlanId::parse, "a plan's id like P-17"),
                reader.limit());
        reader.refuseProblems();
        return filter;
    }

    /** Without a state: what is still to come. */
    static Slots slots(Map<String, String> query) {
        var reader = new PlanQuery(query, List.of("state", "until", "limit"));
        var states = reader.states(Slot.State.class, Slot.State::label);
        var until = reader.value("until", PlanQuery::instant, "a time like 2027-01-31T00:00:00Z or a date");
        var upcoming = states.isEmpty() || states.contains(Slot.State.PLANNED);
        if (upcoming && states.size() > 1)
            reader.wrong("state", "either planned, or states of the past: missed,refused,started,skipped");
        if (!upcoming && until != null) reader.wrong("until", "for slots of the past");
        var slots = new Slots(upcoming, states, until, reader.limit());
        reader.refuseProblems();
        return slots;
    }

    private void refuseProblems() {
        if (!problems.isEmpty()) throw FiredrillException.invalid(problems);
    }

    private <E extends Enum<E>> Set<E> states(Class<E> type, Function<E, String> label) {
        var states = EnumSet.noneOf(type);
        var text = text("state");
        if (text == null) return states;
        var labels = EnumSet.allOf(type).stream().map(label).toList();
        for (var one : text.split(",")) {
            var at = labels.indexOf(one.strip());
            if (at < 0) wrong("state", "one or more of " + String.join(",", labels));
            else states.add(type.getEnumConstants()[at]);
        }
        return states;
    }

    private int limit() {
        var limit = value("limit", Integer::valueOf, "a number from 1 to " + MOST);
        if (limit == null) return USUAL;
        if (limit < 1 || limit > MOST) wrong("limit", "a number from 1 to " + MOST);
        return Math.max(1, Math.min(MOST, limit));
    }

    private <T> @Nullable T value(String name, Function<String, T> reader, String form) {
        var text = text(name);
        if (text == null) return null;
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
