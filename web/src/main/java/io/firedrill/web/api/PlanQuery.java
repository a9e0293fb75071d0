package io.firedrill.web.api;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.firedrill.engine.schedule.Plan;
import io.firedrill.engine.schedule.PlanId;
import io.firedrill.engine.schedule.Plans;
import io.firedrill.engine.schedule.Slot;

/** The filters in the addresses of plans and slots; empty values count as left out. */
final class PlanQuery {
    private static final int MOST = 500;
    private static final int USUAL = 100;

    private PlanQuery() {}

    /** @param until only for upcoming ones */
    record Slots(
            boolean upcoming,
            Set<Slot.State> states,
            @Nullable Instant until,
            int limit) {}

    static Plans.Filter plans(Map<String, String> query) {
        var reader = new QueryReader(query, List.of("state", "runbook", "target", "after", "limit"));
        var filter = new Plans.Filter(
                states(reader, Plan.State.class, Plan.State::label),
                reader.text("runbook"),
                reader.text("target"),
                reader.value("after", PlanId::parse, "a plan's id like P-17"),
                reader.number("limit", USUAL, MOST));
        reader.refuseProblems();
        return filter;
    }

    /** Without a state: what is still to come. */
    static Slots slots(Map<String, String> query) {
        var reader = new QueryReader(query, List.of("state", "until", "limit"));
        var states = states(reader, Slot.State.class, Slot.State::label);
        var until = reader.value("until", QueryReader::instant, "a time like 2027-01-31T00:00:00Z or a date");
        var upcoming = states.isEmpty() || states.contains(Slot.State.PLANNED);
        if (upcoming && states.size() > 1)
            reader.wrong("state", "either planned, or states of the past: missed,refused,started,skipped");
        if (!upcoming && until != null) reader.wrong("until", "for slots of the past");
        var slots = new Slots(upcoming, states, until, reader.number("limit", USUAL, MOST));
        reader.refuseProblems();
        return slots;
    }

    private static <E extends Enum<E>> Set<E> states(QueryReader reader, Class<E> type, Function<E, String> label) {
        var states = EnumSet.noneOf(type);
        var text = reader.text("state");
        if (text == null) return states;
        var labels = EnumSet.allOf(type).stream().map(label).toList();
        for (var one : text.split(",")) {
            var at = labels.indexOf(one.strip());
            if (at < 0) reader.wrong("state", "one or more of " + String.join(",", labels));
            else states.add(type.getEnumConstants()[at]);
        }
        return states;
    }
}
