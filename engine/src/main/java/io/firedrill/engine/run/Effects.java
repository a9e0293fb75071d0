package io.firedrill.engine.run;

import java.util.List;

/** What a run did to the systems outside, as far as its end depends on it. */
public interface Effects {
    /** Effects in force that are declared to stay or were kept on purpose, one sentence each with the reason. */
    List<String> cannotUndo(String run);

    /** Effects that should have been undone and were not, or whose end could not be verified; one sentence each. */
    List<String> notUndone(String run);

    /** Everything still in force, for a drill that is left as it is. */
    List<String> inForce(String run);
}
