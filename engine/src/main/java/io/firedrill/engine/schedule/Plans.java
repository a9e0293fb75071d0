package io.firedrill.engine.schedule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.firedrill.engine.journal.Event;
import io.firedrill.engine.problem.Problem;

/**
 * The planned drills and what people may do with them. Every act is an event with actor and reason. A refusal is a
 * {@link io.firedrill.engine.problem.FiredrillException} that names all problems; then nothing has changed. Roles are
 * checked by the caller. Thread-safe.
 */
public interface Plans {
    /** In the order of their ids. */
    List<Plan> list(Filter filter);

    Optional<Plan> find(PlanId id);

    /** The same checks as {@link #add}, and the next four slots; stores nothing. */
    Preview preview(PlanRequest request);

    /** Plans a drill, or returns the plan that this key added before ({@code created} false). */
    Added add(PlanRequest request, String actor);

    /** Its slots are skipped from now on; pausing a paused plan changes nothing. */
    Plan pause(PlanId id, String reason, String actor);

    /** Slots that were skipped stay so; resuming an active plan changes nothing. */
    Plan resume(PlanId id, @Nullable String reason, String actor);

    /** For good; its history stays. Removing it again changes nothing. */
    Plan remove(PlanId id, String reason, String actor);

    /** The plan's next slots, soonest first, at most {@code count} (1 to 100); none when it is not active. */
    List<Slot> upcoming(PlanId id, int count);

    /** Slots of all active plans that are due up to then and not decided yet, soonest first. */
    List<Slot> upcoming(Instant until, int limit);

    /** The plan's decided slots, newest first. */
    List<Slot> past(PlanId id, int limit);

    /** Decided slots of all plans in these states (all when empty), newest first: missed ones, for instance. */
    List<Slot> past(Set<Slot.State> states, int limit);

    /** What happened to the plan, oldest first: events with a number greater than {@code after}. */
    List<Event> events(PlanId id, long after, int limit);

    /**
     * Null means any.
     *
     * @param states empty means active and paused ones
     * @param after only plans with a greater number, for paging
     * @param limit 1 to 500
     */
    record Filter(
            Set<Plan.State> states,
            @Nullable String runbook,
            @Nullable String target,
            @Nullable PlanId after,
            int limit) {
        public static Filter all(int limit) {
            return new Filter(Set.of(), null, null, null, limit);
        }
    }

    record Added(Plan plan, boolean created, List<String> warnings) {}

    /**
     * What adding would do.
     *
     * @param rule the rule in one sentence; empty when it cannot be read
     * @param problems what would refuse it, empty when it would be added
     * @param warnings what would refuse a start today but may be put right until then, and what else to know
     * @param slots the next four; empty when the rule cannot be read
     */
    record Preview(String rule, List<Problem> problems, List<String> warnings, List<NextSlot> slots) {}

    /** A slot before its plan is stored. */
    record NextSlot(
            String period,
            Instant dueAt,
            Instant windowEndsAt,
            @Nullable String moved) {}
}
