package io.firedrill.web.api;

import java.io.IOException;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.firedrill.engine.journal.Journal;
import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.problem.Problem;
import io.firedrill.web.live.LiveStreams;
import io.firedrill.web.security.People;
import io.firedrill.web.security.SignedIn;

/** A run's journal, as a page of events or as a stream that can be taken up again at any event. */
@RestController
class EventController {
    private static final int MOST = 1000;

    private final Journal journal;
    private final Lookups lookups;
    private final LiveStreams streams;
    private final SignedIn signedIn;

    EventController(Journal journal, Lookups lookups, LiveStreams streams, SignedIn signedIn) {
        this.journal = journal;
        this.lookups = lookups;
        this.streams = streams;
        this.signedIn = signedIn;
    }

    /** Answers with a stream when the caller accepts one, otherwise with JSON. */
    @GetMapping("/api/v1/runs/{id}/events")
    Object events(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "" + MOST) int limit,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable Long lastSeen,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (limit < 1 || limit > MOST)
            throw FiredrillException.invalid(List.of(
                    Problem.at("limit", "FD-QUERY", "'limit' is not a number from 1 to " + MOST + ".", "Correct it.")));
        var run = lookups.run(id);
        var from = lastSeen != null ? lastSeen : after != null ? after : 0;
        if (wantsStream(request)) {
            // Tells proxies such as nginx to pass events on at once.
            response.setHeader("X-Accel-Buffering", "no");
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            var stream = streams.open(run.id(), from, People.current().name(), signedIn.watch(request));
            // Headers leave here, on this thread: the filters still hold the response while senders begin to write,
            // and the reader learns at once that the stream stands.
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            response.flushBuffer();
            return stream;
        }
        var name = run.id().toString();
        var events = journal.events(name, from, limit);
        return new Views.Events(
                "firedrill.events/v1",
                events.stream().map(Views.EventView::of).toList(),
                journal.last(name),
                run.state().ended());
    }

    private static boolean wantsStream(HttpServletRequest request) {
        var accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.contains(MediaType.TEXT_EVENT_STREAM_VALUE);
    }
}
