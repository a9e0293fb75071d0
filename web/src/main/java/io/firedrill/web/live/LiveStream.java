package io.firedrill.web.live;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import io.firedrill.engine.run.RunId;

/** One open stream. Only whoever holds {@link #busy} sends on it. */
final class LiveStream {
    final RunId run;
    final String person;
    final BooleanSupplier signedIn;
    final SseEmitter emitter = new SseEmitter(0L);
    final AtomicBoolean busy = new AtomicBoolean();
    /** Set when something may be there to send; looked at again before {@link #busy} is given up. */
    final AtomicBoolean wanted = new AtomicBoolean(true);

    /** Number of the last event sent. */
    volatile long sent;
    /** When something was last sent, in {@link System#nanoTime()}. */
    volatile long sentAt = System.nanoTime();

    volatile boolean closed;

    LiveStream(RunId run, long after, String person, BooleanSupplier signedIn) {
        this.run = run;
        this.sent = after;
        this.person = person;
        this.signedIn = signedIn;
    }
}
