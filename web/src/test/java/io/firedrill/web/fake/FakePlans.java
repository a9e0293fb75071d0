package io.firedrill.web.fake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.firedrill.engine.journal.Event;
import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.problem.Problem;
import io.firedrill.engine.schedule.Cadence;
import io.firedrill.engine.schedule.MissedRule;
import io.firedrill.engine.schedule.Plan;
import io.firedrill.engine.schedule.PlanId;
import io.firedrill.engine.schedule.PlanRequest;
import io.firedrill.engine.schedule.Plans;
import io.firedrill.engine.schedule.Slot;
import io.firedrill.engine.schedule.Weekend;

/** Plans in memory: an active one with a past, a paused one and a removed one, and what is added. Nothing starts. */
public final class FakePlans implements Plans {
    private static final Duration QUARTER = Duration.ofDays(91);
    private static final Duration WINDOW = Duration.ofHours(2);

    private final InstantSource clock;
    private final TreeMap<Long, Plan> plans = new TreeMap<>();
    private final Map<String, PlanId> byKey = new TreeMap<>();

    public FakePlans(InstantSource clock) {
        this.clock = clock;
        put(1, "Payments: revoke tokens", Plan.State.ACTIVE, "quarter", 1);
        put(2, "Sandbox rehearsal", Plan.State.PAUSED, "month", 0);
        put(3, "Old rehearsal", Plan.State.REMOVED, "year", 0);
    }

    @Override
    public synchronized List<Plan> list(Filter filter) {
        return plans.values().stream()
                .filter(plan -> filter.states().isEmpty()
                        ? plan.state() != Plan.State.REMOVED
                        : filter.states().contains(plan.state()))
                .filter(plan -> filter.runbook() == null || plan.runbook().equals(filter.runbook()))
                .filter(plan -> filter.target() == null || plan.target().equals(filter.target()))
                .limit(filter.limit())
                .toList();
    }

    @Override
    public synchronized Optional<Plan> find(PlanId id) {
        return Optional.ofNullable(plans.get(id.number()));
    }

    @Override
    public Preview preview(PlanRequest request) {
        var problems = problems(request);
        var due = now().plus(Duration.ofDays(9));
        var slots = new ArrayList<NextSlot>();
        for (int i = 0; i < 4 && problems.isEmpty(); i++) {
            var at = due.plus(QUARTER.multipliedBy(i));
            slots.add(new NextSlot("slot " + (i + 1), at, at.plus(WINDOW), i == 2 ? "Saturday, so Monday" : null));
        }
        return new Preview(
                rule(request.every(), request.day()), problems, List.of("A message is not approved yet."), slots);
    }

    @Override
    public synchronized Added add(PlanRequest request, String actor) {
        var problems = problems(request);
        if (!problems.isEmpty()) throw FiredrillException.invalid(problems);
        var key = actor + " " + request.idempotencyKey();
        var known = byKey.get(key);
        if (known != null) return new Added(plans.get(known.number()), false, List.of());
        var number = plans.lastKey() + 1;
        var title = request.title() == null ? request.runbook() + " on " + request.target() : request.title();
        put(number, title, Plan.State.ACTIVE, request.every(), 0);
        byKey.put(key, new PlanId(number));
        return new Added(plans.get(number), true, List.of("A message is not approved yet."));
    }

    @Override
    public Plan pause(PlanId id, String reason, String actor) {
        return state(id, Plan.State.PAUSED);
    }

    @Override
    public Plan resume(PlanId id, @Nullable String reason, String actor) {
        return state(id, Plan.State.ACTIVE);
    }

    @Override
    public Plan remove(PlanId id, String reason, String actor) {
        return state(id, Plan.State.REMOVED);
    }

    @Override
    public List<Slot> upcoming(PlanId id, int count) {
        var slots = new ArrayList<Slot>();
        var next = find(id).filter(plan -> plan.state() == Plan.State.ACTIVE)
                .map(Plan::next)
                .orElse(null);
        for (int i = 0; next != null && i < count; i++)
            slots.add(
                    slot(id, "slot " + i, next.dueAt().plus(QUARTER.multipliedBy(i)), Slot.State.PLANNED, null, null));
        return slots;
    }

    @Override
    public List<Slot> upcoming(Instant until, int limit) {
        return list(Filter.all(limit)).stream()
                .filter(plan -> plan.state() == Plan.State.ACTIVE)
                .map(Plan::next)
                .filter(slot -> slot != null && !slot.dueAt().isAfter(until))
                .toList();
    }

    @Override
    public List<Slot> past(PlanId id, int limit) {
        if (id.number() > 1) return List.of();
        var now = now();
        return List.of(
                slot(id, "2026-Q3", now.minus(Duration.ofDays(80)), Slot.State.STARTED, "R-1", null),
                slot(
                        id,
                        "2026-Q2",
                        now.minus(Duration.ofDays(171)),
                        Slot.State.MISSED,
                        null,
                        "The target was held by R-8 until its window ended."),
                slot(id, "2026-Q1", now.minus(Duration.ofDays(262)), Slot.State.SKIPPED, null, "The plan was paused."));
    }

    @Override
    public List<Slot> past(Set<Slot.State> states, int limit) {
        return past(new PlanId(1), limit).stream()
                .filter(slot -> states.isEmpty() || states.contains(slot.state()))
                .toList();
    }

    @Override
    public List<Event> events(PlanId id, long after, int limit) {
        return List.of(new Event(
                id.toString(),
                1,
                now().minus(Duration.ofDays(300)),
                "plan-added",
                null,
                "ops",
                "Planned: " + rule("quarter", "second tuesday"),
                Map.of(),
                "0".repeat(64),
                "1".repeat(64)));
    }

    private synchronized Plan state(PlanId id, Plan.State state) {
        var plan = find(id).orElseThrow();
        put(id.number(), plan.title(), state, plan.every().label(), plan.missed());
        return plans.get(id.number());
    }

    private void put(long number, String title, Plan.State state, String every, int missed) {
        var id = new PlanId(number);
        var next = slot(id, "2026-Q4", now().plus(Duration.ofDays(9)), Slot.State.PLANNED, null, null);
        plans.put(
                number,
                new Plan(
                        id,
                        title,
                        state,
                        "token-revocation",
                        null,
                        "sandbox",
                        Map.of("scope", "subject"),
                        "ops",
                        rule(every, "second tuesday"),
                        Cadence.valueOf(every.toUpperCase(java.util.Locale.ROOT).replace('-', '_')),
                        "second tuesday",
                        "10:00",
                        "Europe/Berlin",
                        WINDOW,
                        Weekend.NEXT_BUSINESS_DAY,
                        MissedRule.RUN_LATE,
                        now().minus(Duration.ofDays(300)),
                        state == Plan.State.REMOVED ? null : next,
                        past(id, 1).stream().findFirst().orElse(null),
                        missed));
    }

    private static Slot slot(
            PlanId plan, String period, Instant due, Slot.State state, @Nullable String run, @Nullable String reason) {
        return new Slot(
                plan,
                period,
                due,
                due.plus(WINDOW),
                state,
                null,
                run,
                reason,
                List.of(),
                state == Slot.State.PLANNED ? 0 : 1,
                state == Slot.State.PLANNED ? null : due);
    }

    private static List<Problem> problems(PlanRequest request) {
        return request.at().matches("[0-2][0-9]:[0-5][0-9]")
                ? List.of()
                : List.of(Problem.at("at", "FD-PLAN-AT", "'" + request.at() + "' is no time.", "Write 10:00."));
    }

    private static String rule(String every, String day) {
        return "Once a " + every + ", " + day + " at 10:00 Europe/Berlin, within 2 hours.";
    }

    private Instant now() {
        return clock.instant();
    }
}
