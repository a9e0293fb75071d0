package io.firedrill.engine.action;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.firedrill.engine.action.Points.Seen;
import io.firedrill.engine.port.Answer;
import io.firedrill.engine.port.AuthServer.Refreshed;

/** The canaries of a run while they are probed: their newest tokens, and the pairs to try. */
final class Watched {
    private static final long AUTH_SERVER_MILLIS = 100;
    private static final long CONTROL_MILLIS = 250;
    private static final Duration RENEW_BEFORE = Duration.ofSeconds(6);

    private final ActionContext context;
    private final RunSystems systems;
    private final Supplier<@Nullable Instant> ordered;
    private final Map<String, AtomicReference<Canary>> canaries = new LinkedHashMap<>();
    private final List<String> refreshRefused = new ArrayList<>();

    Watched(ActionContext context, Supplier<@Nullable Instant> ordered) {
        this.context = context;
        this.systems = context.systems();
        this.ordered = ordered;
        for (var canary : Canary.all(systems)) canaries.put(canary.name(), new AtomicReference<>(canary));
    }

    boolean hasVictims() {
        return canaries.values().stream().anyMatch(canary -> canary.get().victim());
    }

    Canary canary(String name) {
        var canary = canaries.get(name);
        if (canary == null) throw new IllegalArgumentException("No canary '" + name + "' in " + context.run());
        return canary.get();
    }

    /** @param known what is known of a pair from an earlier attempt: whether it accepted before the act */
    List<Pair> pairs(Duration interval, Known known) {
        var pairs = new ArrayList<Pair>();
        for (var canary : canaries.values()) {
            var name = canary.get().name();
            var victim = canary.get().victim();
            var every = victim ? Math.max(1, interval.toMillis()) : CONTROL_MILLIS;
            for (var point : Points.of(systems, canary.get()))
                pairs.add(new Pair(
                        point.name(),
                        name,
                        victim,
                        known.accepted(point.name(), name),
                        every,
                        () -> Points.atGateway(systems, point, canary.get())));
            if (!victim) continue;
            pairs.add(new Pair(
                    Points.INTROSPECTION,
                    name,
                    true,
                    known.accepted(Points.INTROSPECTION, name),
                    AUTH_SERVER_MILLIS,
                    () -> Points.atAuthServer(systems, canary.get(), context::now)));
            if (canary.get().refreshToken() != null)
                pairs.add(new Pair(
                        Points.REFRESH,
                        name,
                        true,
                        known.accepted(Points.REFRESH, name),
                        AUTH_SERVER_MILLIS,
                        () -> tryRefresh(canary)));
        }
        return pairs;
    }

    interface Known {
        boolean accepted(String point, String canary);
    }

    /** Uses up the refresh token, as a thief would; only after the act, since before it a renewal proves the same. */
    private @Nullable Seen tryRefresh(AtomicReference<Canary> canary) {
        if (ordered.get() == null) return null;
        var answer = refresh(canary);
        if (answer instanceof Answer.Done<Refreshed>) return new Seen(true, context.now());
        if (answer instanceof Answer.Refused<Refreshed>) return new Seen(false, context.now());
        return null;
    }

    private synchronized @Nullable Answer<Refreshed> refresh(AtomicReference<Canary> reference) {
        var canary = reference.get();
        var token = canary.refreshToken();
        if (token == null) return null;
        var answer = systems.auth().refresh(token, canary.client());
        if (answer instanceof Answer.Done<Refreshed> done) {
            var renewed = canary.renewed(done.value());
            context.progress().locked(context.run(), () -> {
                renewed.seal(systems);
                return renewed;
            });
            reference.set(renewed);
        }
        return answer;
    }

    /** Before the act every canary is kept alive, after it the controls only; returns victims whose refresh worked. */
    List<String> renew(boolean all) {
        var worked = new ArrayList<String>();
        var actOrdered = ordered.get() != null;
        for (var reference : canaries.values()) {
            var canary = reference.get();
            var soon = canary.expiresAt().minus(RENEW_BEFORE).isBefore(context.now());
            if (canary.refreshToken() == null || (!all && !soon) || (canary.victim() && actOrdered)) continue;
            var answer = refresh(reference);
            if (answer instanceof Answer.Done<Refreshed>) worked.add(canary.name());
            else if (answer instanceof Answer.Refused<Refreshed> && !canary.victim()) refused(canary.name());
        }
        return worked;
    }

    private synchronized void refused(String control) {
        if (!refreshRefused.contains(control)) refreshRefused.add(control);
    }

    /** Controls whose refresh token was refused. */
    synchronized List<String> refreshRefused() {
        return List.copyOf(refreshRefused);
    }
}
