package io.firedrill.engine.action;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import io.firedrill.engine.port.Answer;
import io.firedrill.engine.port.AppFleet;
import io.firedrill.engine.port.AppFleet.FleetReport;
import io.firedrill.engine.redact.Redaction;
import io.firedrill.engine.run.RunProgress;
import io.firedrill.engine.run.RunRow;
import io.firedrill.engine.target.TargetSystems;
import io.firedrill.runbooks.model.Runbook.StopCondition;

/**
 * Watches the fleet of every run that goes forward and has stop conditions. A condition must hold in each look for its
 * whole time; a look without traffic or without an answer begins anew. Every server watches; the first to see it acts.
 */
@Component
class StopConditions implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(StopConditions.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final RunProgress progress;
    private final StepRunner runner;
    private final TargetSystems targets;
    private final InstantSource clock;
    private final Map<String, Instant> holdsSince = new HashMap<>();
    private final Map<String, Instant> lookedAt = new HashMap<>();
    private @Nullable ScheduledExecutorService thread;

    StopConditions(RunProgress progress, StepRunner runner, TargetSystems targets, InstantSource clock) {
        this.progress = progress;
        this.runner = runner;
        this.targets = targets;
        this.clock = clock;
    }

    private void look() {
        try {
            var seen = new HashSet<String>();
            for (var run : progress.goingForward()) {
                seen.add(run.id());
                look(run);
            }
            forgetOthers(seen);
        } catch (RuntimeException e) {
            LOG.warn("Watching stop conditions failed, trying again: {}", Redaction.clean(String.valueOf(e)));
        }
    }

    /** What goes wrong with one run keeps no other from being watched. */
    private void look(RunRow run) {
        try {
            var conditions = runner.runbook(run).stopConditions();
            if (conditions.isEmpty()) return;
            var report = report(run);
            for (var condition : conditions) judge(run, condition, report);
        } catch (RuntimeException e) {
            LOG.warn(
                    "Watching the stop conditions of {} failed, trying again: {}",
                    run.id(),
                    Redaction.clean(String.valueOf(e)));
        }
    }

    private @Nullable FleetReport report(RunRow run) {
        // A target without a fleet: the start warned that what its users see is not watched.
        if (!targets.has(run.target(), "fleet")) return null;
        var now = clock.instant();
        var since = lookedAt.getOrDefault(run.id(), now.minus(LOOK));
        lookedAt.put(run.id(), now);
        var fleet = targets.system(run.target(), run.real(), "fleet", AppFleet.class);
        return fleet.report(since) instanceof Answer.Done<FleetReport> done
                        && done.value().requests() > 0
                ? done.value()
                : null;
    }

    private void judge(RunRow run, StopCondition condition, @Nullable FleetReport report) {
        var key = run.id() + "/" + condition.name();
        if (report == null || report.failedShare() <= condition.above()) {
            holdsSince.remove(key);
            return;
        }
        var now = clock.instant();
        var since = holdsSince.computeIfAbsent(key, first -> now);
        if (Duration.between(since, now).compareTo(condition.lasting()) < 0) return;
        progress.stop(
                run.id(),
                condition.name(),
                String.format(
                        Locale.ROOT,
                        "Stop condition '%s': %.1f %% of the fleet's requests fail, more than %.1f %% for %s s.",
                        condition.name(),
                        report.failedShare() * 100,
                        condition.above() * 100,
                        condition.lasting().toSeconds()));
        holdsSince.remove(key);
    }

    private void forgetOthers(Set<String> runs) {
        lookedAt.keySet().retainAll(runs);
        holdsSince.keySet().removeIf(key -> !runs.contains(key.substring(0, key.indexOf('/'))));
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // look() lets nothing escape
    public void start() {
        var looking = Executors.newSingleThreadScheduledExecutor(work -> {
            var made = new Thread(work, "stop-conditions");
            made.setDaemon(true);
            return made;
        });
        thread = looking;
        looking.scheduleWithFixedDelay(this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
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
