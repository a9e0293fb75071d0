package io.firedrill.web.page;

import org.jspecify.annotations.Nullable;

import io.firedrill.engine.schedule.Plan;

/** A planned drill in a list. */
record PlanRow(
        Plan plan,
        Look state,
        @Nullable SlotRow next,
        @Nullable SlotRow last) {
    static PlanRow of(Plan plan) {
        var next = plan.next();
        var last = plan.last();
        return new PlanRow(
                plan,
                look(plan.state()),
                next == null ? null : SlotRow.of(next, plan),
                last == null ? null : SlotRow.of(last, plan));
    }

    private static Look look(Plan.State state) {
        return switch (state) {
            case ACTIVE -> new Look("state-done", "active", "good");
            case PAUSED -> new Look("state-halted", "paused", "warn");
            case REMOVED -> new Look("state-left", "removed", "quiet");
        };
    }
}
