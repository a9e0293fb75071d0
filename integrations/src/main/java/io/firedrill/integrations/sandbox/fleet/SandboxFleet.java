package io.firedrill.integrations.sandbox.fleet;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.firedrill.integrations.sandbox.fault.Faults;
import io.firedrill.integrations.sandbox.net.LoopbackServer;
import io.firedrill.integrations.sandbox.net.Refusal;
import io.firedrill.integrations.sandbox.net.Reply;
import io.firedrill.integrations.sandbox.net.Request;
import io.firedrill.integrations.sandbox.net.Router;
import io.firedrill.integrations.support.HttpCalls;
import io.firedrill.integrations.support.HttpLimits;
import io.firedrill.integrations.support.Trust;

/** Simulated app installs and the telemetry they send. The same seed gives the same fleet at the same pace. */
public final class SandboxFleet implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SandboxFleet.class);
    private static final HttpLimits PATIENCE = new HttpLimits(Duration.ofSeconds(1), Duration.ofSeconds(3), 1, 16);
    private static final int THREADS = 3;

    private final FleetSettings settings;
    private final InstantSource clock;
    private final LoopbackServer server;
    private final List<HttpCalls> clients = new ArrayList<>();
    private final List<AppInstall> installs;
    private final List<Future<?>> paces = new ArrayList<>();
    private @Nullable ScheduledThreadPoolExecutor traffic;

    public SandboxFleet(FleetSettings settings, Faults faults, InstantSource clock, Path work) {
        this.settings = settings;
        this.clock = clock;
        this.installs = installs();
        var routes = new Router(settings.admin())
                .on("GET", "/api/health", request -> Reply.ok(Map.of("installs", installs.size())))
                .on("GET", "/api/report", request -> faults.around("fleet.report", () -> report(request)))
                .on("GET", "/api/installs", request -> Reply.ok(Map.of("items", listed())));
        this.server = new LoopbackServer("fleet", settings.port(), work.resolve("fleet"), null, routes);
    }

    /** Opens the telemetry; the apps stay still. */
    public SandboxFleet start() {
        server.start();
        return this;
    }

    /** Lets the apps go. Idempotent. */
    public synchronized void startTraffic() {
        if (traffic != null || installs.isEmpty()) return;
        var threads = new ScheduledThreadPoolExecutor(THREADS, work -> {
            var thread = new Thread(work, "sandbox-fleet");
            thread.setDaemon(true);
            return thread;
        });
        var random = new Random(settings.seed());
        var period = Math.max(1, installs.size() * 1000L / settings.requestsPerSecond());
        for (var install : installs)
            paces.add(threads.scheduleWithFixedDelay(
                    () -> step(install), random.nextLong(period), period, TimeUnit.MILLISECONDS));
        traffic = threads;
    }

    public String endpoint() {
        return server.endpoint();
    }

    @Override
    public synchronized void close() {
        if (traffic != null) stop(traffic);
        server.close();
        clients.forEach(HttpCalls::close);
    }

    private void stop(ScheduledThreadPoolExecutor threads) {
        paces.forEach(pace -> pace.cancel(false));
        threads.shutdownNow();
        try {
            var ended = threads.awaitTermination(PATIENCE.answer().toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) LOG.warn("Some apps of the sandbox did not stop in time.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void step(AppInstall install) {
        try {
            install.step();
        } catch (RuntimeException e) {
            // An exception would end this install's schedule for good.
            LOG.warn("App install {} failed unexpectedly.", install.identity().device(), e);
        }
    }

    private Reply report(Request request) {
        Instant since;
        try {
            since = Instant.parse(request.required("since"));
        } catch (DateTimeParseException e) {
            throw new Refusal(422, "since", "Parameter 'since' is not an instant.");
        }
        return Reply.ok(FleetCount.of(installs, since, clock.instant()));
    }

    private List<Map<String, Object>> listed() {
        return installs.stream()
                .map(install -> {
                    var count = install.telemetry().all();
                    Map<String, Object> told = new LinkedHashMap<>();
                    told.put("device", install.identity().device());
                    told.put("owner", install.identity().owner());
                    told.put("client", install.identity().client());
                    told.put("version", install.release().version());
                    told.put("requests", count.requests());
                    told.put("failed", count.failed());
                    told.put("signedOut", count.signedOut());
                    told.put("lockedOut", count.lockedOut());
                    return told;
                })
                .toList();
    }

    private List<AppInstall> installs() {
        var signIn = new AppSignIn(client(null), settings.authServer(), clock);
        var releases = AppRelease.all(settings.pin(), settings.backupPin());
        var http = new LinkedHashMap<AppRelease, HttpCalls>();
        releases.forEach(release -> http.put(release, client(release)));
        var nodes = List.copyOf(settings.nodes().values());
        var all = new ArrayList<AppInstall>();
        for (var number = 1; number <= settings.installs(); number++) {
            var release = releases.get((number - 1) % releases.size());
            var owner = FleetUsers.name(number);
            var device = String.format(Locale.ROOT, "device-%03d", number);
            all.add(new AppInstall(
                    new AppIdentity(release.client(), device, owner),
                    release,
                    settings.owners().password(owner),
                    signIn,
                    http.getOrDefault(release, clients.get(0)),
                    nodes,
                    settings.signInPause(),
                    clock));
        }
        return all;
    }

    /** @param release whose pins to enforce; null for the auth server */
    private HttpCalls client(@Nullable AppRelease release) {
        try {
            var client = release == null
                    ? new HttpCalls(PATIENCE)
                    : new HttpCalls(
                            PATIENCE,
                            Trust.in(new PinnedTrust(Trust.of(List.of(settings.authority())), release.pins())));
            clients.add(client);
            return client;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The fleet cannot trust the sandbox's CA.", e);
        }
    }
}
