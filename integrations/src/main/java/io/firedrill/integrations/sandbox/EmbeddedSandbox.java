package io.firedrill.integrations.sandbox;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;

import io.firedrill.engine.port.TargetSource;

/**
 * The estate inside the server. It starts beside the rest of the server on a thread of its own and is waited for when
 * its target is first asked for, at the latest before the web server opens; the apps go once the server is ready.
 */
final class EmbeddedSandbox
        implements SmartLifecycle, DisposableBean, TargetSource, ApplicationListener<ApplicationReadyEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedSandbox.class);
    // Before everything that may use the estate; so it also stops last.
    private static final int EARLY = Integer.MIN_VALUE + 1000;

    private final CompletableFuture<SandboxEstate> starting;
    private volatile boolean stopped;

    EmbeddedSandbox(SandboxSettings settings, Path folder, InstantSource clock) {
        this.starting = new CompletableFuture<>();
        var thread = new Thread(() -> start(settings, folder, clock), "sandbox-start");
        // The context's class loader, not the bare one of a common pool.
        thread.setContextClassLoader(EmbeddedSandbox.class.getClassLoader());
        thread.setDaemon(true);
        thread.start();
    }

    private void start(SandboxSettings settings, Path folder, InstantSource clock) {
        try {
            starting.complete(new SandboxEstate(settings, folder, clock).start());
        } catch (RuntimeException | Error e) {
            starting.completeExceptionally(e);
        }
    }

    @Override
    public List<String> targets() {
        return List.of(estate().target());
    }

    @Override
    public void start() {
        LOG.info("The sandbox estate is running; its files are in {}.", estate().folder());
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        estate().startTraffic();
    }

    @Override
    public void stop() {
        destroy();
    }

    /** Also reached when the server's own start fails, in which case the lifecycle never began. */
    @Override
    public void destroy() {
        stopped = true;
        var estate = started();
        if (estate != null) estate.close();
    }

    @Override
    public boolean isRunning() {
        return !stopped && starting.isDone() && !starting.isCompletedExceptionally();
    }

    @Override
    public int getPhase() {
        return EARLY;
    }

    private @Nullable SandboxEstate started() {
        try {
            return starting.join();
        } catch (CompletionException neverStarted) {
            return null;
        }
    }

    private SandboxEstate estate() {
        try {
            return starting.join();
        } catch (CompletionException e) {
            throw new IllegalStateException(
                    "The sandbox estate did not start. Fix the cause, or switch it off with"
                            + " firedrill.sandbox.enabled=false.",
                    e.getCause());
        }
    }
}
