package io.firedrill.engine.comms;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Keeps runs' first messages up to date while the server runs, in a thread of its own that no run waits for. */
@Component
class RootLoop implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(RootLoop.class);

    private final RootStates states;
    private final CommsSettings settings;
    private @Nullable Working working;

    RootLoop(RootStates states, CommsSettings settings) {
        this.states = states;
        this.settings = settings;
    }

    @Override
    public synchronized void start() {
        if (working == null) working = new Working();
    }

    /** Lets a change that is under way finish for a moment; one that is cut off is made again after the next start. */
    @Override
    public synchronized void stop() {
        if (working != null) working.end();
        working = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return working != null;
    }

    /** From one start to the next stop. Its thread is never interrupted: that would close H2's file under it. */
    private final class Working {
        private final CountDownLatch ending = new CountDownLatch(1);
        private final ScheduledExecutorService thread;

        @SuppressWarnings("FutureReturnValueIgnored") // look() lets nothing escape
        Working() {
            thread = Executors.newSingleThreadScheduledExecutor(task -> {
                var made = new Thread(task, "root-messages");
                made.setDaemon(true);
                return made;
            });
            long poll = settings.poll().toMillis();
            thread.scheduleWithFixedDelay(this::look, poll, poll, TimeUnit.MILLISECONDS);
        }

        void end() {
            ending.countDown();
            thread.shutdown();
            try {
                if (!thread.awaitTermination(5, TimeUnit.SECONDS)) LOG.warn("A change is still under way; it is left.");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private boolean ended() {
            return ending.getCount() == 0;
        }

        private void look() {
            try {
                states.look(this::ended);
            } catch (RuntimeException e) {
                if (!ended()) LOG.warn("First messages of runs are brought up to date later", e);
            }
        }
    }
}
