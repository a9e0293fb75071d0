package io.firedrill.engine.action;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;

import io.firedrill.engine.action.TaskFeed.Task;
import io.firedrill.engine.home.FiredrillHome;
import io.firedrill.engine.library.Library;
import io.firedrill.engine.redact.Redaction;
import io.firedrill.engine.run.RunProgress;
import io.firedrill.engine.run.RunRow;
import io.firedrill.engine.seal.SealedStore;
import io.firedrill.engine.target.TargetSystems;
import io.firedrill.runbooks.model.Runbook;
import io.firedrill.runbooks.model.Step;

/** Runs one attempt at one step and reports what came of it. Thread-safe. */
@Component
class StepRunner {
    private static final Logger LOG = LoggerFactory.getLogger(StepRunner.class);
    private static final int ATTEMPTS = 3;
    private static final int MOST_TRIES = 8;

    private final TaskFeed feed;
    private final RunProgress progress;
    private final Ledger ledger;
    private final Library library;
    private final TargetSystems targets;
    private final SealedStore sealed;
    private final Map<String, Action> actions;
    private final Map<String, EffectKind> kinds;
    private final WorkerSettings settings;
    private final InstantSource clock;
    private final String installation;

    StepRunner(
            TaskFeed feed,
            RunProgress progress,
            Ledger ledger,
            Library library,
            TargetSystems targets,
            SealedStore sealed,
            List<Action> actions,
            List<EffectKind> kinds,
            WorkerSettings settings,
            FiredrillHome home,
            InstantSource clock) {
        this.feed = feed;
        this.progress = progress;
        this.ledger = ledger;
        this.library = library;
        this.targets = targets;
        this.sealed = sealed;
        this.actions = actions.stream().collect(Collectors.toUnmodifiableMap(Action::topic, Function.identity()));
        this.kinds = kinds.stream().collect(Collectors.toUnmodifiableMap(EffectKind::name, Function.identity()));
        this.settings = settings;
        this.clock = clock;
        this.installation = Installation.of(home);
    }

    Runbook runbook(RunRow run) {
        return library.find(run.runbook(), run.version())
                .orElseThrow(() -> new IllegalStateException("Runbook " + run.runbook() + " " + run.version() + " of "
                        + run.id() + " is not in the library."))
                .runbook();
    }

    void run(Task task, String worker, BooleanSupplier held) {
        var row = progress.get(task.run());
        var runbook = runbook(row);
        var step = runbook.step(task.step())
                .orElseThrow(() -> new IllegalStateException("No step " + task.step() + " in " + runbook.key()));
        var begun = progress.begin(task.run(), step.id(), step.title(), belongsToRollback(step));
        if (begun.isEmpty()) {
            feed.unlock(task);
            return;
        }
        var systems = new RunSystems(row, targets, sealed, installation);
        var context = new ActionContext(runbook, step, begun.get(), systems, progress, ledger, kinds, held, clock);
        attempt(task, worker, context);
    }

    static boolean belongsToRollback(Step step) {
        return step.inRollback() || step.undoes() != null;
    }

    private void attempt(Task task, String worker, ActionContext context) {
        try {
            if (context.step().undoes() != null) undo(task, worker, context);
            else perform(task, worker, context);
        } catch (Fenced fenced) {
            LOG.debug("{} {}: {}", task.run(), task.step(), fenced.getMessage());
            feed.unlock(task);
        } catch (TaskFeed.Gone gone) {
            progress.overtaken(task.run(), task.step(), "its effects are in the ledger");
        } catch (Fault fault) {
            fault(task, worker, fault, context);
        } catch (Undecided undecided) {
            report(task, worker, undecided.why(), 0, Duration.ZERO);
        } catch (Again again) {
            failed(task, worker, again.why(), again.after());
        } catch (RuntimeException technical) {
            LOG.warn("{} step {}: {}", task.run(), task.step(), Redaction.clean(String.valueOf(technical)));
            LOG.debug("Details", technical);
            failed(task, worker, "Unexpected: " + technical, Duration.ZERO);
        }
    }

    private void perform(Task task, String worker, ActionContext context) {
        var topic = String.valueOf(context.step().action());
        var action = actions.get(topic);
        if (action == null) throw new Undecided("This server knows no action '" + topic + "'.");
        var result = action.perform(context);
        again(() -> progress.done(
                task.run(),
                task.step(),
                result.summary(),
                result.facts(),
                () -> feed.complete(task, worker, result.variables())));
    }

    private void undo(Task task, String worker, ActionContext context) {
        var undoes = String.valueOf(context.step().undoes());
        var owed = ledger.of(task.run()).stream()
                .filter(row -> row.step().equals(undoes) && row.owed())
                .sorted(Comparator.comparingLong(EffectRow::id).reversed())
                .toList();
        owed.forEach(context::undo);
        again(() -> progress.undone(
                task.run(),
                task.step(),
                undoes,
                owed.isEmpty()
                        ? "Nothing left to undo."
                        : "Undone: " + owed.size() + (owed.size() == 1 ? " effect." : " effects."),
                () -> feed.complete(task, worker, Map.of())));
    }

    private static void again(Runnable transaction) {
        for (var tries = 1; ; tries++) {
            try {
                transaction.run();
                return;
            } catch (OptimisticLockingFailureException lost) {
                if (tries == MOST_TRIES) throw lost;
            }
        }
    }

    private void fault(Task task, String worker, Fault fault, ActionContext context) {
        if (belongsToRollback(context.step())) {
            failed(task, worker, fault.why(), Duration.ZERO);
            return;
        }
        try {
            again(() -> progress.fault(task.run(), task.step(), fault.code(), fault.why()));
        } catch (IllegalStateException overtaken) {
            progress.overtaken(task.run(), task.step(), fault.why());
        }
    }

    private void failed(Task task, String worker, String why, Duration after) {
        var left = (task.attemptsLeft() == null ? ATTEMPTS : task.attemptsLeft()) - 1;
        report(task, worker, why, left, after);
    }

    private void report(Task task, String worker, String why, int left, Duration after) {
        var tried = ATTEMPTS - left;
        var wait = settings.backOff().multipliedBy(1L << Math.max(0, Math.min(tried - 1, 6)));
        var jitter = Duration.ofMillis(ThreadLocalRandom.current().nextLong(wait.toMillis() / 4 + 1));
        var pause = after.compareTo(wait) > 0 ? after : wait.plus(jitter);
        var clean = Redaction.clean(why);
        try {
            if (left <= 0)
                again(() -> progress.stuck(
                        task.run(), task.step(), clean, () -> feed.fail(task, worker, clean, 0, Duration.ZERO)));
            else
                again(() -> progress.attemptFailed(
                        task.run(),
                        task.step(),
                        clean,
                        clock.instant().plus(pause),
                        () -> feed.fail(task, worker, clean, left, pause)));
        } catch (TaskFeed.Gone gone) {
            progress.overtaken(task.run(), task.step(), clean);
        }
    }
}
