package io.firedrill.shell.client;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Follows a run's journal to its end, each event once and in order. A lost connection is resumed after the last event
 * seen; where no stream is to be had, the journal is asked for instead. Whether the run has ended is read from the run
 * itself, never guessed from the stream. One use per run.
 */
public final class Follow {
    private final Api api;
    private final String run;
    private final Pace pace;
    private final Consumer<RunEvent> events;
    private final @Nullable Instant deadline;

    /** One queue per connection, so that a late word of an old one is never taken for the new one's. */
    private volatile BlockingQueue<Signal> signals = new ArrayBlockingQueue<>(1000);

    private volatile boolean detached;
    private long last;
    private boolean polling;
    private int emptyStreams;
    private int tries;
    private @Nullable Instant lostSince;

    /**
     * How patient to be.
     *
     * @param silence a stream without a line for this long is given up; the server sends one every 10 s
     * @param poll time between two questions when there is no stream
     * @param lostFor how long the server may be away before giving up
     */
    public record Pace(Duration silence, Duration poll, Duration lostFor) {
        public static final Pace NORMAL =
                new Pace(Duration.ofSeconds(25), Duration.ofSeconds(1), Duration.ofMinutes(5));
    }

    public enum Outcome {
        ENDED,
        TIMED_OUT,
        DETACHED
    }

    public Follow(Api api, String run, long after, @Nullable Duration timeout, Pace pace, Consumer<RunEvent> events) {
        this.api = api;
        this.run = run;
        this.last = after;
        this.pace = pace;
        this.events = events;
        this.deadline = timeout == null ? null : api.clock().instant().plus(timeout);
    }

    /** Number of the last event seen. */
    public long last() {
        return last;
    }

    /** Ends the following from another thread. */
    public void detach() {
        detached = true;
        // A full queue holds events that nobody wants any more.
        var current = signals;
        while (!current.offer(new Signal.Detach())) current.poll();
    }

    public Outcome toTheEnd() {
        while (true) {
            var outcome = polling ? poll() : stream();
            if (outcome != null) return outcome;
        }
    }

    private @Nullable Outcome stream() {
        signals = new ArrayBlockingQueue<>(1000);
        var reader = new Signal.Reader(api, run, last, pace.silence(), signals);
        var thread = new Thread(reader, "firedrill-events");
        thread.setDaemon(true);
        thread.start();
        try {
            return listen();
        } finally {
            reader.abandon();
        }
    }

    private @Nullable Outcome listen() {
        boolean heard = false;
        while (true) {
            var signal = take(null);
            if (signal == null) return Outcome.TIMED_OUT;
            if (signal instanceof Signal.Detach) return Outcome.DETACHED;
            if (signal instanceof Signal.NotAStream not) return notAStream(not.response());
            if (signal instanceof Signal.Lost lost) return lost(lost.why(), heard);
            if (signal instanceof Signal.Got got) {
                heard = true;
                found();
                if (got.item().event().equals("end")) return ended();
                if (got.item().event().equals("journal") && !journal(got.item().data())) {
                    return lost("an event could not be read", false);
                }
            }
        }
    }

    private boolean journal(String data) {
        try {
            var event = RunEvent.of(Json.parseDoc(data));
            if (event.number() > last + 1) drain();
            deliver(event);
            return true;
        } catch (Json.NotJson e) {
            return false;
        }
    }

    private void deliver(RunEvent event) {
        if (event.number() <= last) return;
        events.accept(event);
        last = event.number();
    }

    private @Nullable Outcome notAStream(Http.Response response) {
        int status = response.status();
        if (status == 429) return waitThen(api.rateWait(response.retryAfter()));
        if (status >= 500) return lost("the server answered " + status, false);
        if (status >= 400 && status != 406 && status != 415) throw api.refusal(response);
        return toPolling();
    }

    private @Nullable Outcome toPolling() {
        api.notice("no live stream to be had; asking every " + pace.poll().toSeconds() + " s instead");
        polling = true;
        return null;
    }

    private @Nullable Outcome lost(String why, boolean heard) {
        emptyStreams = heard ? 0 : emptyStreams + 1;
        var now = api.clock().instant();
        if (lostSince == null) {
            lostSince = now;
            tries = 0;
            api.notice("connection lost (" + why + "); resuming after event " + last);
        }
        if (Duration.between(lostSince, now).compareTo(pace.lostFor()) >= 0) throw givenUp(why);
        if (emptyStreams >= 3 && isThere()) return toPolling();
        return waitThen(Api.backOff(tries++));
    }

    /** Whether the server answers at all, so that only its stream is the trouble. */
    private boolean isThere() {
        try {
            api.getQuickly("/runs/" + Api.segment(run), Duration.ofSeconds(5));
            return true;
        } catch (Failure away) {
            return false;
        }
    }

    private Failure givenUp(String why) {
        return Failure.of(
                Exit.UNREACHABLE,
                "FD-UNREACHABLE",
                "No connection to " + api.server().base() + " for "
                        + pace.lostFor().toSeconds() + " s (" + why + "); the run goes on without a watcher.",
                "Watch again with: firedrill run watch " + run + " --after " + last);
    }

    private void found() {
        lostSince = null;
        tries = 0;
    }

    private @Nullable Outcome poll() {
        try {
            boolean ended = drain();
            found();
            if (ended) return ended();
            return waitThen(pace.poll());
        } catch (Failure e) {
            if (e.exit() != Exit.UNREACHABLE && e.status() < 500) throw e;
            return lost(e.message(), false);
        }
    }

    /** Reads what the journal has after the last event seen; true when that was all of an ended run. */
    private boolean drain() {
        while (true) {
            var page = api.get("/runs/" + Api.segment(run) + "/events?after=" + last + "&limit=500")
                    .doc();
            var items = page.docs("items");
            for (var item : items) deliver(RunEvent.of(item));
            if (items.isEmpty() || last >= page.whole("last")) return page.flag("ended");
        }
    }

    private @Nullable Outcome ended() {
        try {
            drain();
            if (Run.of(api.get("/runs/" + Api.segment(run)).doc()).hasEnded()) return Outcome.ENDED;
            return waitThen(pace.poll());
        } catch (Failure e) {
            if (e.exit() != Exit.UNREACHABLE && e.status() < 500) throw e;
            return lost(e.message(), true);
        }
    }

    private @Nullable Outcome waitThen(Duration time) {
        signals = new ArrayBlockingQueue<>(1000);
        var until = api.clock().instant().plus(time);
        while (api.clock().instant().isBefore(until)) {
            if (take(until) instanceof Signal.Detach) return Outcome.DETACHED;
            if (isPast(deadline)) return Outcome.TIMED_OUT;
        }
        return null;
    }

    private boolean isPast(@Nullable Instant time) {
        return time != null && !api.clock().instant().isBefore(time);
    }

    /** The next signal; null when the time or the deadline has come. */
    private @Nullable Signal take(@Nullable Instant until) {
        var stop = until == null || (deadline != null && deadline.isBefore(until)) ? deadline : until;
        if (detached) return new Signal.Detach();
        try {
            if (stop == null) return signals.take();
            var left = Duration.between(api.clock().instant(), stop);
            return left.isNegative() || left.isZero() ? null : signals.poll(left.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Signal.Detach();
        }
    }
}
