package io.firedrill.engine.run;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** Starts waiting incidents as soon as their target is free, also when the server that queued them died. */
@Component
class QueuedRuns implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(QueuedRuns.class);
    private final RunRows runs;
    private final Starts starts;
    private @Nullable ScheduledExecutorService thread;

    QueuedRuns(RunRows runs, Starts starts) {
        this.runs = runs;
        this.starts = starts;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void onEnd(RunEnded ended) {
        var looking = thread;
        if (looking != null && !looking.isShutdown()) looking.execute(this::look);
    }

    private void look() {
        try {
            for (var run : runs.inState(RunState.QUEUED)) starts.startQueued(run.id());
        } catch (RuntimeException e) {
            LOG.warn("Starting queued runs failed, trying again: {}", String.valueOf(e.getMessage()));
        }
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // look() lets nothing escape
    public void start() {
        var looking = Executors.newSingleThreadScheduledExecutor(work -> {
            var made = new Thread(work, "queued-runs");
            made.setDaemon(true);
            return made;
        });
        thread = looking;
        looking.scheduleWithFixedDelay(this::look, 0, 1, TimeUnit.SECONDS);
    }

    @Override
    public void stop() {
        if (thread != null) thread.shutdown();
    }

    @Override
    public boolean isRunning() {
        return thread != null && !thread.isShutdown();
    }
}
