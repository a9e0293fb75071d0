package io.firedrill.engine.action;

import java.util.ArrayList;
import java.util.Map;

import org.springframework.stereotype.Component;

import io.firedrill.engine.action.EffectRow.UndoOutcome;
import io.firedrill.engine.port.Answer;

/** {@code run.verify}: asks the systems whether what was undone is really gone. */
@Component
class VerifyEnd implements Action {
    @Override
    public String topic() {
        return "run.verify";
    }

    @Override
    public ActionResult perform(ActionContext context) {
        var wrong = new ArrayList<String>();
        var checked = 0;
        for (var row : context.ledger().of(context.run())) {
            if (row.undoOutcome() != UndoOutcome.DONE) continue;
            checked++;
            var answer = context.kind(row).inForce(row, context.systems());
            if (answer instanceof Answer.TryLater<Boolean> later) throw new Again(later.why(), later.after());
            if (answer instanceof Answer.Done<Boolean> done && !done.value()) continue;
            var why =
                    answer instanceof Answer.Done<Boolean> ? "it is still in force" : "the system gave no clear answer";
            context.ledger().notVerified(row, context.step().id(), why);
            wrong.add(row.touches());
        }
        var left = context.ledger().notUndone(context.run());
        var summary = left.isEmpty()
                ? "Checked " + checked + " undone effects: none is in force."
                : "Not undone or not verified: " + String.join("; ", left);
        return ActionResult.of(summary).with(Map.of("checked", checked, "wrong", wrong));
    }
}
