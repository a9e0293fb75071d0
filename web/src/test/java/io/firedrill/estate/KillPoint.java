package io.firedrill.estate;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.firedrill.engine.journal.Event;

/**
 * Where in a run's journal the process dies: as if the power went, either just before the transaction with this event
 * commits, or right after.
 *
 * @param what the event's number, or {@code kind/step}
 */
record KillPoint(String what, Moment moment) {
    enum Moment {
        BEFORE_COMMIT,
        AFTER_COMMIT
    }

    static KillPoint at(long number, Moment moment) {
        return new KillPoint(Long.toString(number), moment);
    }

    static KillPoint of(String kind, String step, Moment moment) {
        return new KillPoint(kind + "/" + step, moment);
    }

    boolean meets(Event event) {
        return what.equals(Long.toString(event.number())) || what.equals(event.kind() + "/" + event.step());
    }

    static Optional<KillPoint> parse(String text) {
        if (text.isEmpty()) return Optional.empty();
        var at = text.lastIndexOf(':');
        return Optional.of(new KillPoint(text.substring(0, at), Moment.valueOf(text.substring(at + 1))));
    }

    @Override
    public String toString() {
        return what + ":" + moment;
    }

    /**
     * The points of one run out of several that together cover every number: each {@code apart}-th, beginning with
     * {@code first}. Which side of the commit alternates in a pattern that no step's rhythm follows.
     */
    static List<KillPoint> every(int apart, int first, int last) {
        return Stream.iterate(first, number -> number <= last, number -> number + apart)
                .map(number ->
                        at(number, (number + number / apart) % 2 == 0 ? Moment.BEFORE_COMMIT : Moment.AFTER_COMMIT))
                .toList();
    }
}
