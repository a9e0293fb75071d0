package io.firedrill.engine.target;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

import io.firedrill.engine.port.Health;
import io.firedrill.engine.port.OutsideSystem;
import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.redact.Redaction;

/** Asks many systems at once and waits for none longer than the limit. */
@Component
class HealthChecks implements DisposableBean {
    private static final int MOST_AT_ONCE = 64;

    private final Duration limit;
    private final ExecutorService threads;

    @Autowired
    HealthChecks() {
        this(Duration.ofSeconds(3));
    }

    HealthChecks(Duration limit) {
        this.limit = limit;
        this.threads = new ThreadPoolExecutor(0, MOST_AT_ONCE, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            var thread = new Thread(task, "target-check");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The health of each, by the same names and in the same order. */
    Map<String, Health> ask(Map<String, ?> systems) {
        var asked = new ArrayList<Asked>();
        systems.forEach((name, system) -> asked.add(new Asked(name, submit(() -> check(system)))));
        long deadline = System.nanoTime() + limit.toNanos();
        var healths = new LinkedHashMap<String, Health>();
        for (var one : asked) healths.put(one.system(), await(one.answer(), deadline));
        return healths;
    }

    private record Asked(String system, @Nullable Future<Health> answer) {}

    @Override
    public void destroy() {
        threads.shutdownNow();
    }

    private @Nullable Future<Health> submit(Callable<Health> check) {
        try {
            return threads.submit(check);
        } catch (RejectedExecutionException e) {
            return null;
        }
    }

    private Health await(@Nullable Future<Health> answer, long deadline) {
        if (answer == null) return Health.ill("Not asked: too many earlier checks still hang.");
        try {
            return answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | CancellationException e) {
            answer.cancel(true);
            return Health.ill("No answer within " + limit.toMillis() / 1000.0 + " s.");
        } catch (ExecutionException e) {
            var cause = e.getCause();
            var why = cause instanceof FiredrillException ? cause.getMessage() : String.valueOf(cause);
            return Health.ill(Redaction.clean("The check failed: " + why));
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return Health.ill("The check was interrupted.");
        }
    }

    private static Health check(Object system) {
        if (system instanceof OutsideSystem outside) return outside.check();
        return Health.ill("This kind of system cannot be checked.");
    }
}
