package io.firedrill.web.live;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.MediaType;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import io.firedrill.engine.journal.Journal;
import io.firedrill.engine.run.Run;
import io.firedrill.engine.run.RunId;
import io.firedrill.engine.run.Runs;
import io.firedrill.web.security.TooManyTriesException;

/**
 * The open streams of run events. A few threads serve all of them; a slow reader holds up at most one. Every event of
 * a run reaches each of its streams once and in order, also those that other servers wrote.
 */
@Component
public class LiveStreams implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(LiveStreams.class);
    private static final int SENDERS = 4;
    private static final int BATCH = 500;
    private static final long RECONNECT_MILLIS = 2000;
    private static final Duration RETRY_FULL = Duration.ofSeconds(30);

    private final Journal journal;
    private final Runs runs;
    private final EventText text;
    private final LiveSettings settings;
    private final Set<LiveStream> open = ConcurrentHashMap.newKeySet();

    private volatile boolean running;
    private @Nullable ScheduledExecutorService clockwork;
    private @Nullable ExecutorService senders;
    private @Nullable AutoCloseable listening;
    private @Nullable ScheduledFuture<?> ticking;

    LiveStreams(Journal journal, Runs runs, EventText text, LiveSettings settings) {
        this.journal = journal;
        this.runs = runs;
        this.text = text;
        this.settings = settings;
    }

    /**
     * Opens a stream of the events after this number; it ends after the run's end.
     *
     * @param signedIn asked now and then; the stream ends when it says no
     */
    public synchronized SseEmitter open(RunId run, long after, String person, BooleanSupplier signedIn) {
        var mine = open.stream().filter(stream -> stream.person.equals(person)).count();
        if (mine >= settings.streamsPerPerson() || open.size() >= settings.streams())
            throw new TooManyTriesException(
                    "%s has %d streams open, and the server %d: no more.".formatted(person, mine, open.size()),
                    RETRY_FULL);
        var stream = new LiveStream(run, Math.max(0, after), person, signedIn);
        stream.emitter.onCompletion(() -> forget(stream));
        stream.emitter.onTimeout(() -> forget(stream));
        stream.emitter.onError(failure -> forget(stream));
        open.add(stream);
        wake(stream);
        return stream.emitter;
    }

    /** How many streams are open on this server. */
    public int count() {
        return open.size();
    }

    @Override
    public synchronized void start() {
        clockwork = Executors.newSingleThreadScheduledExecutor(threads("live-clock-"));
        senders = Executors.newFixedThreadPool(SENDERS, threads("live-send-"));
        listening = journal.onCommitted(this::committed);
        var poll = settings.poll().toMillis();
        ticking = clockwork.scheduleWithFixedDelay(this::tick, poll, poll, TimeUnit.MILLISECONDS);
        running = true;
    }

    @Override
    public synchronized void stop() {
        running = false;
        try {
            if (listening != null) listening.close();
        } catch (Exception e) {
            LOG.warn("The journal's listener did not close", e);
        }
        if (ticking != null) ticking.cancel(false);
        if (clockwork != null) clockwork.shutdownNow();
        if (senders != null) senders.shutdownNow();
        // Before the web server's graceful stop, which would otherwise wait for them.
        for (var stream : open) close(stream);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void committed(String run) {
        for (var stream : open) if (stream.run.toString().equals(run)) wake(stream);
    }

    /** Looks for what this server was not told about, and keeps quiet streams open. */
    private void tick() {
        try {
            var byRun = open.stream().collect(Collectors.groupingBy(stream -> stream.run));
            byRun.forEach((run, streams) -> {
                var last = journal.last(run.toString());
                for (var stream : streams) if (stream.sent < last || quiet(stream)) wake(stream);
            });
        } catch (RuntimeException e) {
            // The next tick tries again; readers see a quiet stream meanwhile.
            LOG.warn("Live streams could not be looked after: {}", e.toString());
        }
    }

    private boolean quiet(LiveStream stream) {
        return System.nanoTime() - stream.sentAt >= settings.heartbeat().toNanos();
    }

    private void wake(LiveStream stream) {
        stream.wanted.set(true);
        var pool = senders;
        if (pool == null || !stream.busy.compareAndSet(false, true)) return;
        try {
            pool.execute(() -> serve(stream));
        } catch (RejectedExecutionException stopping) {
            stream.busy.set(false);
        }
    }

    private void serve(LiveStream stream) {
        try {
            while (!stream.closed && stream.wanted.getAndSet(false)) pump(stream);
        } catch (IOException gone) {
            // The container ends the request itself.
            forget(stream);
        } catch (RuntimeException e) {
            LOG.warn("A stream of {} ended early; its reader will reconnect: {}", stream.run, e.toString());
            close(stream);
        } finally {
            stream.busy.set(false);
        }
        if (stream.wanted.get() && !stream.closed) wake(stream);
    }

    private void pump(LiveStream stream) throws IOException {
        if (quiet(stream) && !stream.signedIn.getAsBoolean()) {
            stream.emitter.send(SseEmitter.event().name("signed-out").data("{}", MediaType.APPLICATION_JSON));
            close(stream);
            return;
        }
        var name = stream.run.toString();
        // Read before the events: what ended then has no events after those read below.
        var ended = runs.find(stream.run)
                .map(Run::state)
                .filter(state -> state.ended())
                .isPresent();
        var events = journal.events(name, stream.sent, BATCH);
        while (!events.isEmpty() && !stream.closed) {
            for (var event : events) {
                stream.emitter.send(SseEmitter.event()
                        .id(Long.toString(event.number()))
                        .name("journal")
                        .reconnectTime(RECONNECT_MILLIS)
                        .data(text.json(event), MediaType.APPLICATION_JSON));
                stream.sent = event.number();
                stream.sentAt = System.nanoTime();
            }
            events = journal.events(name, stream.sent, BATCH);
        }
        if (ended) {
            stream.emitter.send(SseEmitter.event().name("end").data("{}", MediaType.APPLICATION_JSON));
            close(stream);
        } else if (quiet(stream)) {
            stream.emitter.send(SseEmitter.event().comment("still here"));
            stream.sentAt = System.nanoTime();
        }
    }

    private void close(LiveStream stream) {
        forget(stream);
        stream.emitter.complete();
    }

    private void forget(LiveStream stream) {
        stream.closed = true;
        open.remove(stream);
    }

    private static CustomizableThreadFactory threads(String prefix) {
        var threads = new CustomizableThreadFactory(prefix);
        threads.setDaemon(true);
        return threads;
    }
}
