package io.firedrill.engine.schedule;

import java.time.Instant;
import java.time.InstantSource;

import org.springframework.stereotype.Component;

import io.firedrill.engine.journal.Entry;
import io.firedrill.engine.journal.JournalWriter;
import io.firedrill.engine.problem.Problem;

/** Writes down what becomes of slots, in the caller's transaction, and sets the alarm of what comes next. */
@Component
class SlotBook {
    private final SlotRows slots;
    private final Alarms alarms;
    private final JournalWriter journal;
    private final ScheduleSettings settings;
    private final InstantSource clock;

    SlotBook(SlotRows slots, Alarms alarms, JournalWriter journal, ScheduleSettings settings, InstantSource clock) {
        this.slots = slots;
        this.alarms = alarms;
        this.journal = journal;
        this.settings = settings;
        this.clock = clock;
    }

    /** Every transaction about a plan does this first. */
    void lock(PlanId plan) {
        journal.lock(plan.toString());
    }

    void plan(PlanRow plan, DateRule.Due due) {
        slots.insert(plan, due);
        alarms.set(plan.id(), due.period().label(), 1, due.at());
    }

    void decide(PlanRow plan, Slot slot, Verdict verdict) {
        slots.decide(slot, verdict, clock.instant());
        journal.append(plan.id().toString(), entry(slot, verdict));
        if (plan.state() == Plan.State.REMOVED) return;
        var rule = plan.rule();
        plan(plan, rule.in(Period.of(rule.every(), slot.period()).next()));
    }

    private static Entry entry(Slot slot, Verdict verdict) {
        var words = slot.period() + ": "
                + switch (verdict.state()) {
                    case STARTED -> "started " + verdict.run() + ".";
                    case MISSED -> "missed. " + verdict.reason();
                    case REFUSED -> "refused. " + verdict.reason();
                    case SKIPPED -> "skipped. " + verdict.reason();
                    case PLANNED -> throw new IllegalArgumentException("Not a verdict: " + verdict);
                };
        var entry = Entry.of("slot-" + verdict.state().label(), null, words)
                .with("slot", slot.period())
                .with("dueAt", slot.dueAt().toString())
                .with("attempts", slot.attempts())
                .with("run", verdict.run());
        if (verdict.problems().isEmpty()) return entry;
        return entry.with(
                "problems", verdict.problems().stream().map(Problem::code).toList());
    }

    /** Tries again later; the last time when the window closes, to book it as missed. */
    void waits(Slot slot, String reason) {
        var again = again(slot);
        if (!reason.equals(slot.reason()))
            journal.append(
                    slot.plan().toString(),
                    Entry.of("slot-waits", null, slot.period() + " waits: " + reason)
                            .with("slot", slot.period())
                            .with("attempts", slot.attempts()));
        slots.waits(slot, reason, again);
        alarms.set(slot.plan(), slot.period(), slot.attempts() + 1, again);
    }

    private Instant again(Slot slot) {
        var next = clock.instant().plus(settings.retry());
        return next.isBefore(slot.windowEndsAt()) ? next : slot.windowEndsAt();
    }

    /** Sets a lost alarm anew; false when it is there. */
    boolean remind(SlotRows.Row row) {
        var slot = row.slot();
        var attempt = slot.attempts() + 1;
        if (alarms.isSet(slot.plan(), slot.period(), attempt)) return false;
        alarms.set(slot.plan(), slot.period(), attempt, clock.instant());
        return true;
    }

    /** Takes a slot out that was never tried. */
    void drop(Slot slot) {
        slots.delete(slot);
        alarms.clear(slot.plan(), slot.period(), 1);
    }
}
