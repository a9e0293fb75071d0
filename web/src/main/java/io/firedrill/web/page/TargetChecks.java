package io.firedrill.web.page;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

import io.firedrill.engine.port.Health;
import io.firedrill.engine.target.Targets;

/**
 * The latest answer of every target's systems with the moment it was given, so that a list of targets does not wait for
 * the slowest of all their systems. Thread-safe.
 */
@Component
class TargetChecks implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(TargetChecks.class);
    private static final int AT_ONCE = 4;

    private final Targets targets;
    private final InstantSource clock;
    private final Map<Side, Checked> known = new ConcurrentHashMap<>();
    private final Map<Side, Future<Checked>> asked = new ConcurrentHashMap<>();
    private final ExecutorService threads;

    TargetChecks(Targets targets, InstantSource clock) {
        this.targets = targets;
        this.clock = clock;
        var factory = new CustomizableThreadFactory("target-page-");
        factory.setDaemon(true);
        this.threads = Executors.newFixedThreadPool(AT_ONCE, factory);
    }

    /** One mode's side of a target. */
    record Side(String target, boolean real) {}

    record Checked(Map<String, Health> answers, Instant at) {
        long ill() {
            return answers.values().stream().filter(health -> !health.healthy()).count();
        }
    }

    /** Asks the systems now. */
    Checked now(Side side) {
        var checked = new Checked(targets.check(side.target(), side.real()), clock.instant());
        known.put(side, checked);
        return checked;
    }

    /**
     * Asks again what is older than this, and waits for the answers at most so long: what has not answered by then is
     * known at the next look.
     */
    void refresh(Collection<Side> sides, Duration age, Duration patience) {
        var pending =
                sides.stream().filter(side -> old(side, age)).map(this::ask).toList();
        await(pending, System.nanoTime() + patience.toNanos());
    }

    /** The latest answer; empty while there has been none. */
    Optional<Checked> latest(Side side) {
        return Optional.ofNullable(known.get(side));
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }

    private boolean old(Side side, Duration age) {
        return latest(side)
                .filter(checked -> checked.at().plus(age).isAfter(clock.instant()))
                .isEmpty();
    }

    private Future<Checked> ask(Side side) {
        return asked.compute(
                side,
                (same, running) -> running != null && !running.isDone() ? running : threads.submit(() -> now(side)));
    }

    private static void await(List<Future<Checked>> pending, long deadline) {
        for (var one : pending) {
            try {
                one.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException later) {
                return;
            } catch (ExecutionException e) {
                LOG.warn("A target could not be asked: {}", String.valueOf(e.getCause()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
