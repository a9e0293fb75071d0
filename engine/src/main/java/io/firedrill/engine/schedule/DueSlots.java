package io.firedrill.engine.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import io.firedrill.engine.schedule.SlotStarts.Answer;

/**
 * What happens when a slot's alarm rings, in three steps: the try is written down, the run is started under a key made
 * from plan and slot, and what came of it is booked together with the next slot and its alarm. A server may die
 * anywhere in between, and an alarm may ring twice: the next ring finds the run by its key before it decides anything.
 */
@Component
class DueSlots {
    // Quartz rings up to two milliseconds before the time.
    private static final Duration EARLY = Duration.ofSeconds(1);

    private final TransactionTemplate tx;
    private final PlanRows plans;
    private final SlotRows slots;
    private final SlotBook book;
    private final SlotStarts starts;
    private final ScheduleSettings settings;
    private final InstantSource clock;

    DueSlots(
            TransactionTemplate tx,
            PlanRows plans,
            SlotRows slots,
            SlotBook book,
            SlotStarts starts,
            ScheduleSettings settings,
            InstantSource clock) {
        this.tx = tx;
        this.plans = plans;
        this.slots = slots;
        this.book = book;
        this.starts = starts;
        this.settings = settings;
        this.clock = clock;
    }

    /** A try that is written down. */
    record Try(PlanRow plan, Slot slot) {}

    /** Nothing happens when the slot is decided, or rings later. */
    void ring(PlanId id, String period) {
        var tried = tx.execute(status -> begin(id, period));
        if (tried == null || tried.isEmpty()) return;
        var answer = starts.start(tried.get().plan(), tried.get().slot());
        tx.executeWithoutResult(status -> end(tried.get(), answer));
    }

    private Optional<Try> begin(PlanId id, String period) {
        book.lock(id);
        var now = clock.instant();
        var row = slots.find(id, period).filter(found -> !found.decided());
        if (row.isEmpty() || now.plus(EARLY).isBefore(row.get().ringsAt())) return Optional.empty();
        var plan = plans.find(id).orElseThrow(() -> new IllegalStateException("Plan " + id + " is gone."));
        var slot = row.get().slot();
        var verdict = verdict(plan, slot, now);
        if (verdict.isPresent()) {
            book.decide(plan, slot, verdict.get());
            return Optional.empty();
        }
        slots.tried(slot, now);
        return Optional.of(new Try(plan, slots.find(id, period).orElseThrow().slot()));
    }

    /** What is clear before any try; empty when it is to be tried now. */
    private Optional<Verdict> verdict(PlanRow plan, Slot slot, Instant now) {
        var earlier = starts.earlier(plan, slot);
        if (earlier.isPresent()) return Optional.of(Verdict.started(earlier.get()));
        return switch (plan.state()) {
            case PAUSED -> Optional.of(Verdict.skipped("The plan was paused."));
            case REMOVED -> Optional.of(Verdict.skipped("The plan was removed."));
            case ACTIVE -> late(plan, slot, now);
        };
    }

    private Optional<Verdict> late(PlanRow plan, Slot slot, Instant now) {
        if (!now.isBefore(slot.windowEndsAt())) {
            var last = slot.reason();
            return Optional.of(Verdict.missed(
                    last == null
                            ? "No server was there before its window closed."
                            : "Its window closed while it waited: " + last));
        }
        var latest = slot.dueAt().plus(settings.tolerance());
        if (slot.attempts() == 0 && plan.missedRule() == MissedRule.BOOK_MISSED && now.isAfter(latest))
            return Optional.of(Verdict.missed("No server was there when it was due; its plan does not run late."));
        return Optional.empty();
    }

    private void end(Try tried, Answer answer) {
        book.lock(tried.plan().id());
        var row = slots.find(tried.slot().plan(), tried.slot().period());
        if (row.isEmpty() || row.get().decided()) return;
        var plan = plans.find(tried.plan().id()).orElseThrow();
        var run = run(plan, tried.slot(), answer);
        if (run.isPresent()) book.decide(plan, tried.slot(), Verdict.started(run.get()));
        // A later try has taken over.
        else if (row.get().slot().attempts() != tried.slot().attempts()) return;
        else if (answer instanceof Answer.Refused refused)
            book.decide(plan, tried.slot(), Verdict.refused(refused.problems()));
        else if (answer instanceof Answer.NotNow notNow) book.waits(tried.slot(), notNow.reason());
    }

    /** A run that another try has started counts more than what this one was told. */
    private Optional<String> run(PlanRow plan, Slot slot, Answer answer) {
        return answer instanceof Answer.Started started ? Optional.of(started.run()) : starts.earlier(plan, slot);
    }
}
