package io.firedrill.engine.schedule;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.firedrill.engine.journal.Event;
import io.firedrill.engine.journal.Journal;
import io.firedrill.engine.problem.FiredrillException;

/** Plans as people see them; what they do with them is in {@link PlanActs}. */
@Component
class EnginePlans implements Plans {
    private static final int PREVIEWED = 4;

    private final PlanActs acts;
    private final PlanChecks checks;
    private final PlanRows plans;
    private final SlotRows slots;
    private final Journal journal;
    private final InstantSource clock;

    EnginePlans(
            PlanActs acts, PlanChecks checks, PlanRows plans, SlotRows slots, Journal journal, InstantSource clock) {
        this.acts = acts;
        this.checks = checks;
        this.plans = plans;
        this.slots = slots;
        this.journal = journal;
        this.clock = clock;
    }

    @Override
    public List<Plan> list(Filter filter) {
        return views(plans.list(filter));
    }

    @Override
    public Optional<Plan> find(PlanId id) {
        return plans.find(id).map(this::view);
    }

    @Override
    public Preview preview(PlanRequest request) {
        var checked = checks.check(request);
        var rule = checked.rule();
        var window = checked.window();
        if (rule == null || window == null) return new Preview("", checked.problems(), checked.warnings(), List.of());
        var next = new ArrayList<NextSlot>();
        var due = rule.after(clock.instant());
        while (next.size() < PREVIEWED) {
            next.add(new NextSlot(due.period().label(), due.at(), due.at().plus(window), due.moved()));
            due = rule.in(due.period().next());
        }
        return new Preview(Sentences.rule(rule, window), checked.problems(), checked.warnings(), next);
    }

    @Override
    public Added add(PlanRequest request, String actor) {
        var added = acts.add(request, actor);
        return new Added(view(added.plan()), added.created(), added.warnings());
    }

    @Override
    public Plan pause(PlanId id, String reason, String actor) {
        return view(acts.pause(id, reason, actor));
    }

    @Override
    public Plan resume(PlanId id, @Nullable String reason, String actor) {
        return view(acts.resume(id, reason, actor));
    }

    @Override
    public Plan remove(PlanId id, String reason, String actor) {
        return view(acts.remove(id, reason, actor));
    }

    @Override
    public List<Slot> upcoming(PlanId id, int count) {
        var plan = acts.require(id);
        if (plan.state() != Plan.State.ACTIVE) return List.of();
        var planned = slots.planned(List.of(id)).get(id);
        return planned == null
                ? List.of()
                : from(plan, planned).limit(within(count, 100)).toList();
    }

    @Override
    public List<Slot> upcoming(Instant until, int limit) {
        var most = within(limit, 500);
        return slots.plannedUntil(until, most).stream()
                .flatMap(slot -> plans.find(slot.plan()).stream().flatMap(plan -> from(plan, slot)
                        .takeWhile(next -> !next.dueAt().isAfter(until))
                        .limit(most)))
                .sorted(java.util.Comparator.comparing(Slot::dueAt))
                .limit(most)
                .toList();
    }

    /** That one and those after it, without end. */
    private static Stream<Slot> from(PlanRow plan, Slot planned) {
        var rule = plan.rule();
        return Stream.iterate(
                planned,
                slot -> future(
                        plan, rule.in(Period.of(rule.every(), slot.period()).next())));
    }

    private static Slot future(PlanRow plan, DateRule.Due due) {
        return new Slot(
                plan.id(),
                due.period().label(),
                due.at(),
                due.at().plus(plan.window()),
                Slot.State.PLANNED,
                due.moved(),
                null,
                null,
                List.of(),
                0,
                null);
    }

    @Override
    public List<Slot> past(PlanId id, int limit) {
        acts.require(id);
        return slots.past(id, within(limit, 500));
    }

    @Override
    public List<Slot> past(Set<Slot.State> states, int limit) {
        var decided = states.isEmpty() ? java.util.EnumSet.allOf(Slot.State.class) : java.util.EnumSet.copyOf(states);
        decided.remove(Slot.State.PLANNED);
        return decided.isEmpty() ? List.of() : slots.past(decided, within(limit, 500));
    }

    @Override
    public List<Event> events(PlanId id, long after, int limit) {
        acts.require(id);
        return journal.events(id.toString(), after, limit);
    }

    private Plan view(PlanRow row) {
        return views(List.of(row)).get(0);
    }

    private List<Plan> views(List<PlanRow> rows) {
        var ids = rows.stream().map(PlanRow::id).toList();
        var next = slots.planned(ids);
        var last = slots.last(ids);
        var missed = slots.missed(ids);
        return rows.stream()
                .map(row -> view(row, next.get(row.id()), last.get(row.id()), missed.getOrDefault(row.id(), 0)))
                .toList();
    }

    private static Plan view(PlanRow row, @Nullable Slot next, @Nullable Slot last, int missed) {
        var rule = row.rule();
        return new Plan(
                row.id(),
                row.title(),
                row.state(),
                row.runbook(),
                row.version(),
                row.target(),
                row.parameters(),
                row.owner(),
                Sentences.rule(rule, row.window()),
                rule.every(),
                rule.day().label(rule.every()),
                rule.at().toString(),
                rule.zone().getId(),
                row.window(),
                rule.weekend(),
                row.missedRule(),
                row.addedAt(),
                next,
                last,
                missed);
    }

    private static int within(int asked, int most) {
        return Math.max(1, Math.min(asked, most));
    }

    static FiredrillException unknown(PlanId id) {
        return FiredrillException.notFound(
                "FD-NO-PLAN", "There is no plan " + id + ".", "List plans: firedrill plan list");
    }
}
