package io.firedrill.engine.schedule;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Finds slots whose alarm has rung or should have, and that stand as if it had not: a database that was away while the
 * job ran, a restored backup. Slots and not alarms are the truth.
 */
@Component
class LostAlarms implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(LostAlarms.class);
    private static final Duration RINGING = Duration.ofMinutes(1);
    private static final Duration STARTING = Duration.ofMinutes(2);

    private final TransactionTemplate tx;
    private final SlotRows slots;
    private final SlotBook book;
    private final ScheduleSettings settings;
    private final InstantSource clock;
    private @Nullable ScheduledExecutorService thread;

    LostAlarms(TransactionTemplate tx, SlotRows slots, SlotBook book, ScheduleSettings settings, InstantSource clock) {
        this.tx = tx;
        this.slots = slots;
        this.book = book;
        this.settings = settings;
        this.clock = clock;
    }

    /** Sets each lost alarm to ring now. */
    void sweep() {
        var now = clock.instant();
        for (var row : slots.forgotten(now.minus(RINGING), now.minus(STARTING))) {
            var reminded = Boolean.TRUE.equals(tx.execute(status -> remind(row)));
            if (reminded)
                LOG.warn(
                        "The alarm of slot {} of {} was lost and is set again",
                        row.slot().period(),
                        row.slot().plan());
        }
    }

    private boolean remind(SlotRows.Row seen) {
        book.lock(seen.slot().plan());
        var row = slots.find(seen.slot().plan(), seen.slot().period());
        return row.isPresent() && row.get().equals(seen) && book.remind(row.get());
    }

    private void look() {
        try {
            sweep();
        } catch (RuntimeException e) {
            LOG.warn("Looking for lost alarms failed, trying again: {}", String.valueOf(e.getMessage()));
        }
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // look() lets nothing escape
    public synchronized void start() {
        if (thread != null) return;
        var looking = Executors.newSingleThreadScheduledExecutor(work -> {
            var made = new Thread(work, "lost-alarms");
            made.setDaemon(true);
            return made;
        });
        var pause = settings.sweep().toMillis();
        looking.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.MILLISECONDS);
        thread = looking;
    }

    /** Lets a look that is under way finish; it is never interrupted, which would close H2's file under it. */
    @Override
    public synchronized void stop() {
        var looking = thread;
        thread = null;
        if (looking == null) return;
        looking.shutdown();
        try {
            if (!looking.awaitTermination(5, TimeUnit.SECONDS)) LOG.warn("A look for lost alarms is still under way.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }
}
