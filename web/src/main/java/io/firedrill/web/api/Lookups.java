package io.firedrill.web.api;

import org.springframework.stereotype.Component;

import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.run.Run;
import io.firedrill.engine.run.RunId;
import io.firedrill.engine.run.Runs;

/** Finds a run by what stands in an address, or says that there is none. */
@Component
public class Lookups {
    private final Runs runs;

    Lookups(Runs runs) {
        this.runs = runs;
    }

    public Run run(String id) {
        return runs.find(id(id)).orElseThrow(() -> unknown(id));
    }

    /** The id in its form; a text of another form names no run. */
    public RunId id(String id) {
        try {
            return RunId.parse(id);
        } catch (IllegalArgumentException e) {
            throw unknown(id);
        }
    }

    private static FiredrillException unknown(String id) {
        var shown = id.length() > 40 ? id.substring(0, 40) + "…" : id;
        return FiredrillException.notFound(
                "FD-RUN-UNKNOWN", "There is no run '%s'.".formatted(shown), "List the runs: firedrill run list");
    }
}
