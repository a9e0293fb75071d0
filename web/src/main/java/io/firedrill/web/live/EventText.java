package io.firedrill.web.live;

import io.firedrill.engine.journal.Event;

/** How an event is written on a stream: as the API writes it elsewhere. */
public interface EventText {
    String json(Event event);
}
