package io.firedrill.web.page;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import org.springframework.stereotype.Component;

import io.firedrill.engine.journal.Event;
import io.firedrill.engine.journal.Journal;
import io.firedrill.engine.run.Run;

/** The events of a run as pages read them: a stretch, or all that fit. */
@Component
class RunEvents {
    private static final int BATCH = 1000;
    /** Nobody reads more on one page; the API has them all. */
    private static final int MOST = 20_000;

    private final Journal journal;

    RunEvents(Journal journal) {
        this.journal = journal;
    }

    long last(Run run) {
        return journal.last(run.id().toString());
    }

    /** Up to {@code limit} events with a number greater than {@code after}. */
    List<Event> after(Run run, long after, int limit) {
        return limit < 1 ? List.of() : journal.events(run.id().toString(), Math.max(0, after), limit);
    }

    /** Those of the first {@value #MOST} that fit. */
    List<Event> all(Run run, Predicate<Event> fits) {
        var found = new ArrayList<Event>();
        var read = 0;
        var batch = after(run, 0, BATCH);
        while (!batch.isEmpty() && read < MOST) {
            read += batch.size();
            batch.stream().filter(fits).forEach(found::add);
            batch = after(run, batch.get(batch.size() - 1).number(), BATCH);
        }
        return found;
    }
}
