package io.firedrill.engine.action;

import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries every pair at its own pace on a few threads, until closed. */
final class Prober implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Prober.class);
    private static final int MOST_THREADS = 12;
    private final ScheduledThreadPoolExecutor threads;

    Prober(List<Pair> pairs) {
        threads = new ScheduledThreadPoolExecutor(Math.max(1, Math.min(MOST_THREADS, pairs.size())), work -> {
            var thread = new Thread(work, "prober");
            thread.setDaemon(true);
            return thread;
        });
        threads.setRemoveOnCancelPolicy(true);
        for (var pair : pairs) begin(pair);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // tryOnce lets nothing escape
    private void begin(Pair pair) {
        threads.scheduleWithFixedDelay(() -> tryOnce(pair), 0, pair.everyMillis(), TimeUnit.MILLISECONDS);
    }

    private static void tryOnce(Pair pair) {
        try {
            pair.tryOnce();
        } catch (RuntimeException e) {
            // A try that broke is no verdict; the next one comes soon.
            LOG.debug("Probing {} failed", pair.point(), e);
        }
    }

    @Override
    public void close() {
        // Never interrupted: a try may be writing to the database, and an interrupt closes an embedded one.
        threads.shutdown();
    }
}
