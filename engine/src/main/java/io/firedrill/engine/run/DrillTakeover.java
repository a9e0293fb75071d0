package io.firedrill.engine.run;

import org.springframework.stereotype.Component;

import io.firedrill.engine.journal.Entry;
import io.firedrill.engine.journal.JournalWriter;
import io.firedrill.engine.problem.FiredrillException;

/** What becomes of a drill whose target a real incident needs. Joins the caller's transaction. */
@Component
class DrillTakeover {
    private final JournalWriter journal;
    private final RunRows runs;
    private final Rollback rollback;
    private final RunEnds ends;
    private final Flow flow;

    DrillTakeover(JournalWriter journal, RunRows runs, Rollback rollback, RunEnds ends, Flow flow) {
        this.journal = journal;
        this.runs = runs;
        this.rollback = rollback;
        this.ends = ends;
        this.flow = flow;
    }

    /** Rolls it back first; the incident starts when that has ended. */
    void rollBack(String drill, String actor, String why) {
        var run = drill(drill);
        rollback.begin(run, "real-incident", actor, why);
    }

    /** Gives it up as it stands, effects and all. */
    void leave(String drill, String actor, String why) {
        var run = drill(drill);
        if (run.state().ended()) return;
        journal.append(drill, Entry.by(actor, "left-for-incident", null, "Left as it is: " + why));
        var instance = run.instance();
        if (instance != null) flow.drop(instance);
        ends.leave(run, actor, why);
    }

    private RunRow drill(String id) {
        journal.lock(id);
        var run = runs.get(id);
        if (run.real())
            throw FiredrillException.conflict(
                    "FD-TARGET-HELD", id + " is a real incident.", "Look at it: firedrill run show " + id);
        return run;
    }
}
