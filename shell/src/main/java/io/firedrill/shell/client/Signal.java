package io.firedrill.shell.client;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** What the thread that reads a live stream tells the one that follows the run. */
sealed interface Signal {
    record Got(EventStream.Item item) implements Signal {}

    /** The stream broke or ended; it can be resumed. */
    record Lost(String why) implements Signal {}

    /** The server answered, but not with a stream. */
    record NotAStream(Http.Response response) implements Signal {}

    /** The person pressed Ctrl-C. */
    record Detach() implements Signal {}

    /** Reads one connection on a thread of its own, so that the follower is never stuck in a read. */
    final class Reader implements Runnable {
        private final Api api;
        private final String run;
        private final long after;
        private final Duration silence;
        private final BlockingQueue<Signal> signals;
        private volatile boolean abandoned;

        Reader(Api api, String run, long after, Duration silence, BlockingQueue<Signal> signals) {
            this.api = api;
            this.run = run;
            this.after = after;
            this.silence = silence;
            this.signals = signals;
        }

        /** Nobody listens any more; the thread ends with its next line or time-out. */
        void abandon() {
            abandoned = true;
        }

        @Override
        public void run() {
            try (var stream = api.openEvents(run, after, silence)) {
                if (stream.status() != 200 || !stream.contentType().startsWith("text/event-stream")) {
                    tell(new NotAStream(api.finish(stream)));
                    return;
                }
                var events = new EventStream(stream.body());
                for (var item = events.next(); item != null && !abandoned; item = events.next()) tell(new Got(item));
                tell(new Lost("the stream ended before the run did"));
            } catch (IOException e) {
                tell(new Lost(Api.why(e)));
            } catch (RuntimeException e) {
                // The JDK's HTTP parser throws these on answers that are not HTTP.
                tell(new Lost("the answer is not HTTP"));
            }
        }

        private void tell(Signal signal) {
            try {
                while (!abandoned) {
                    if (signals.offer(signal, 100, TimeUnit.MILLISECONDS)) return;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
