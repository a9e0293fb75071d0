package io.firedrill.web.page;

import io.firedrill.engine.schedule.Plan;
import io.firedrill.engine.schedule.Slot;

/** One time at which a planned drill is or was due. */
record SlotRow(Slot slot, Plan plan, Look state) {
    static SlotRow of(Slot slot, Plan plan) {
        return new SlotRow(slot, plan, look(slot));
    }

    private static Look look(Slot slot) {
        return switch (slot.state()) {
            case PLANNED ->
                slot.attempts() == 0
                        ? new Look("state-pending", "planned", "quiet")
                        : new Look("state-waiting", "trying to start", "warn");
            case STARTED -> new Look("state-done", "started", "good");
            case MISSED -> new Look("state-missed", "missed", "bad");
            case REFUSED -> new Look("state-failed", "refused", "bad");
            case SKIPPED -> new Look("state-left", "skipped", "quiet");
        };
    }
}
