package io.firedrill.engine.action;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Component;

import io.firedrill.engine.action.EffectRow.Outcome;
import io.firedrill.engine.port.Answer;

/**
 * {@code run.settle}: first thing in a rollback. Waits for calls that are still under way, asks about those whose
 * caller is gone, and undoes what interrupted steps did, since the flow engine compensates only finished ones, and what
 * steps did that have no undo task.
 */
@Component
class Settle implements Action {
    @Override
    public String topic() {
        return "run.settle";
    }

    @Override
    public ActionResult perform(ActionContext context) {
        waitForCallsUnderWay(context);
        for (var row : context.ledger().of(context.run())) if (row.open()) ask(context, row);
        var interrupted = context.progress().interrupted(context.run());
        var owed = context.ledger().of(context.run()).stream()
                .filter(row -> row.owed() && (interrupted.contains(row.step()) || nobodyElseUndoes(context, row)))
                .sorted(Comparator.comparingLong(EffectRow::id).reversed())
                .toList();
        owed.forEach(context::undo);
        return ActionResult.of(summary(interrupted, owed))
                .with(Map.of("interrupted", interrupted, "undone", owed.size()));
    }

    private static String summary(List<String> interrupted, List<EffectRow> owed) {
        if (interrupted.isEmpty() && owed.isEmpty()) return "Nothing was under way.";
        if (interrupted.isEmpty()) return owed.size() + " effects of steps without an undo of their own were undone.";
        return "Was under way: " + String.join(", ", interrupted) + "; " + owed.size() + " of its effects undone.";
    }

    /** A probe's own sign-in, for instance: the diagram has no undo task for probes. */
    private static boolean nobodyElseUndoes(ActionContext context, EffectRow row) {
        return context.runbook()
                .step(row.step())
                .map(step -> step.undoStep() == null)
                .orElse(true);
    }

    private static void waitForCallsUnderWay(ActionContext context) {
        var giveUp = context.now().plus(Ledger.CALL).plusSeconds(5);
        while (context.ledger().of(context.run()).stream().anyMatch(context.ledger()::underWay)
                && context.now().isBefore(giveUp)) {
            Waiting.until(context.now().plus(Duration.ofMillis(50)), context);
        }
    }

    private static void ask(ActionContext context, EffectRow row) {
        var answer = context.kind(row).happened(row, context.systems());
        if (answer instanceof Answer.Done<Boolean> done) {
            context.ledger()
                    .outcome(
                            row,
                            done.value() ? Outcome.DONE : Outcome.NOT_DONE,
                            Map.of(),
                            ", as the system says",
                            () -> {});
            return;
        }
        if (answer instanceof Answer.TryLater<Boolean> later) throw new Again(later.why(), later.after());
        if (row.undoable()) {
            // Undoing is safe whether or not it happened.
            context.ledger().outcome(row, Outcome.DONE, Map.of(), ", taken as done, since nobody can tell", () -> {});
            return;
        }
        throw new Again("Nobody can tell whether this happened: " + row.touches(), Duration.ofSeconds(1));
    }
}
