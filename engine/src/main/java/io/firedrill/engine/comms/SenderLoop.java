package io.firedrill.engine.comms;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import io.firedrill.engine.comms.ChannelClaims.Channel;
import io.firedrill.engine.database.Vendor;

/** Keeps the sender at work while the server runs: at once for its own messages, by polling for those of others. */
@Component
class SenderLoop implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(SenderLoop.class);

    private final ChannelClaims claims;
    private final Sender sender;
    private final Bell bell;
    private final CommsSettings settings;
    private final DataSource dataSource;
    private @Nullable Working working;

    SenderLoop(ChannelClaims claims, Sender sender, Bell bell, CommsSettings settings, DataSource dataSource) {
        this.claims = claims;
        this.sender = sender;
        this.bell = bell;
        this.settings = settings;
        this.dataSource = dataSource;
    }

    @Override
    public synchronized void start() {
        if (working != null) return;
        if (Vendor.of(dataSource) == Vendor.H2) claims.forget();
        working = new Working();
    }

    /** Lets a post that is under way finish for a moment; what is cut off is settled at the next start. */
    @Override
    public synchronized void stop() {
        if (working != null) working.end();
        working = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return working != null;
    }

    /** From one start to the next stop. Its threads are never interrupted: that would close H2's file under them. */
    private final class Working {
        private final CountDownLatch ending = new CountDownLatch(1);
        private final Set<Channel> busy = ConcurrentHashMap.newKeySet();
        private final ExecutorService threads;

        Working() {
            var number = new AtomicInteger();
            threads = Executors.newFixedThreadPool(settings.threads() + 1, task -> {
                var thread = new Thread(task, "messages-" + number.incrementAndGet());
                thread.setDaemon(true);
                return thread;
            });
            threads.execute(this::look);
        }

        void end() {
            ending.countDown();
            bell.ring();
            threads.shutdown();
            try {
                if (!threads.awaitTermination(5, TimeUnit.SECONDS)) LOG.warn("A post is still under way; it is left.");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private boolean ended() {
            return ending.getCount() == 0;
        }

        private void look() {
            while (!ended()) {
                try {
                    for (var channel : claims.due()) {
                        if (!ended() && busy.add(channel)) threads.execute(() -> drain(channel));
                    }
                    bell.await(settings.poll());
                } catch (InterruptedException e) {
                    return;
                } catch (RuntimeException e) {
                    if (ended()) return;
                    LOG.warn("Messages wait: the outbox cannot be read", e);
                    if (endsWithin(settings.poll())) return;
                }
            }
        }

        private void drain(Channel channel) {
            try {
                sender.drain(channel, this::ended);
                busy.remove(channel);
                // A message that came in after the last look must not wait for the next poll.
                bell.ring();
            } catch (RuntimeException e) {
                if (!ended()) LOG.warn("Messages to {} of target {} wait", channel.channel(), channel.target(), e);
            } finally {
                busy.remove(channel);
            }
        }

        private boolean endsWithin(Duration pause) {
            try {
                return ending.await(pause.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                return true;
            }
        }
    }
}
