package io.firedrill.engine.action;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import io.firedrill.engine.action.TaskFeed.Task;
import io.firedrill.engine.home.FiredrillHome;
import io.firedrill.engine.run.RunProgress;
import io.firedrill.engine.run.RunRow;
import io.firedrill.engine.run.RunState;
import io.firedrill.runbooks.model.Step;

/**
 * Takes tasks and runs them, each on its own thread with no transaction open. Every lock has a worker id of its own,
 * so that a thread that came too late cannot complete what another has taken over.
 */
@Component
class Worker implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private static final int FOR_ROLLBACK = 8;

    private final TaskFeed feed;
    private final StepRunner runner;
    private final RunProgress progress;
    private final Ledger ledger;
    private final WorkerSettings settings;
    private final String server;

    private final Map<String, Task> running = new ConcurrentHashMap<>();
    private final Semaphore wake = new Semaphore(0);
    private volatile boolean active;
    private @Nullable ExecutorService threads;
    private @Nullable ScheduledExecutorService heartbeat;
    private @Nullable Thread dispatcher;

    Worker(
            TaskFeed feed,
            StepRunner runner,
            RunProgress progress,
            Ledger ledger,
            WorkerSettings settings,
            FiredrillHome home) {
        this.feed = feed;
        this.runner = runner;
        this.progress = progress;
        this.ledger = ledger;
        this.settings = settings;
        this.server = ServerId.of(home);
    }

    @Override
    public void start() {
        active = true;
        ledger.disown();
        feed.releaseAll(server + "/");
        threads = Executors.newFixedThreadPool(settings.threads() + FOR_ROLLBACK, named("step-"));
        heartbeat = Executors.newScheduledThreadPool(1, named("step-heartbeat-"));
        dispatcher = new Thread(this::dispatch, "step-dispatcher");
        dispatcher.setDaemon(true);
        dispatcher.start();
    }

    @Override
    public void stop() {
        active = false;
        wake.release();
        if (threads != null) threads.shutdown();
        if (heartbeat != null) heartbeat.shutdown();
        try {
            if (dispatcher != null) dispatcher.join(5_000);
            // Never interrupted: an interrupt closes an embedded database. What is not done by then is taken up later.
            if (threads != null && !threads.awaitTermination(10, TimeUnit.SECONDS))
                LOG.info("Stopping while steps are under way; they go on after the next start.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return active;
    }

    /** After everything it uses, before nothing. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 5;
    }

    private void dispatch() {
        feed.onNew(wake::release);
        while (active) {
            try {
                takeWhatIsReady();
                if (wake.tryAcquire(settings.poll().toMillis(), TimeUnit.MILLISECONDS)) wake.drainPermits();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("Looking for steps failed, trying again: {}", String.valueOf(e.getMessage()));
                LOG.debug("Details", e);
                pause();
            }
        }
    }

    private void pause() {
        try {
            if (wake.tryAcquire(1, TimeUnit.SECONDS)) wake.drainPermits();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void takeWhatIsReady() {
        var rows = new HashMap<String, RunRow>();
        var undos = new HashMap<String, List<Task>>();
        var open = feed.open();
        for (var task : open) {
            if (running.containsKey(task.id())) continue;
            var row = rows.computeIfAbsent(task.run(), progress::get);
            var step = runner.runbook(row).step(task.step()).orElse(null);
            if (step == null) continue;
            if (step.undoes() != null)
                undos.computeIfAbsent(task.run(), run -> new ArrayList<>()).add(task);
            else if (hasRoom(step) && mayBegin(row, step, open)) take(task);
        }
        undos.forEach((run, tasks) -> takeNewest(rows.get(run), tasks));
    }

    /** Rollbacks have threads of their own: they never wait behind forward steps. */
    private boolean hasRoom(Step step) {
        var most = StepRunner.belongsToRollback(step) ? settings.threads() + FOR_ROLLBACK : settings.threads();
        return running.size() < most;
    }

    private boolean mayBegin(RunRow run, Step step, List<Task> open) {
        if (StepRunner.belongsToRollback(step)) return run.state() == RunState.ROLLING_BACK;
        if (run.state() == RunState.ROLLING_BACK || run.state().ended()) return false;
        var waitsFor = step.inputs().get("waitsFor");
        // A step that nobody is at does not do what others wait for, whatever it said before its server died.
        if (waitsFor != null
                && open.stream()
                        .anyMatch(task ->
                                task.run().equals(run.id()) && task.step().equals(waitsFor))) return false;
        if (waitsFor != null
                && progress.step(run.id(), waitsFor)
                        .filter(other -> other.ready())
                        .isEmpty()) return false;
        return step.kind() != Step.Kind.ACTION || progress.fence(run.id()).isEmpty();
    }

    /** Undo tasks open all at once; they are taken newest effect first and one at a time. */
    private void takeNewest(@Nullable RunRow run, List<Task> tasks) {
        if (run == null || run.state() != RunState.ROLLING_BACK) return;
        var runbook = runner.runbook(run);
        var undoing = running.values().stream()
                .anyMatch(task -> task.run().equals(run.id())
                        && runbook.step(task.step())
                                .map(step -> step.undoes() != null)
                                .orElse(false));
        if (undoing || running.size() >= settings.threads() + FOR_ROLLBACK) return;
        var newest = new HashMap<String, Long>();
        ledger.of(run.id()).forEach(row -> newest.merge(row.step(), row.id(), Math::max));
        tasks.stream()
                .max(Comparator.comparingLong(task -> runbook.step(task.step())
                        .map(step -> newest.getOrDefault(String.valueOf(step.undoes()), 0L))
                        .orElse(0L)))
                .ifPresent(this::take);
    }

    private void take(Task task) {
        var worker = server + "/" + UUID.randomUUID();
        var pool = threads;
        var beat = heartbeat;
        if (pool == null || beat == null || !active || !feed.lock(task, worker, settings.lock())) return;
        running.put(task.id(), task);
        var held = new AtomicBoolean(true);
        var every = settings.lock().toMillis() / 4;
        var beating = beat.scheduleAtFixedRate(
                () -> {
                    if (held.get() && !feed.extend(task, worker, settings.lock())) held.set(false);
                },
                every,
                every,
                TimeUnit.MILLISECONDS);
        pool.execute(() -> {
            try {
                runner.run(task, worker, () -> held.get() && active);
            } catch (RuntimeException e) {
                LOG.warn("{} step {}: {}", task.run(), task.step(), String.valueOf(e.getMessage()));
                LOG.debug("Details", e);
            } finally {
                beating.cancel(false);
                running.remove(task.id());
                wake.release();
            }
        });
    }

    private static java.util.concurrent.ThreadFactory named(String prefix) {
        var number = new java.util.concurrent.atomic.AtomicInteger();
        return work -> {
            var thread = new Thread(work, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
