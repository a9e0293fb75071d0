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
import io.firedrill.engine.port.AuthServer.MintOrder;
import io.firedrill.engine.port.AuthServer.Refreshed;

/** The canaries of a run while they are probed: their newest tokens, and the pairs to try. */
final class Watched {
    private static final long AUTH_SERVER_MILLIS = 100;
    private static final long CONTROL_MILLIS = 250;
    private static final Duration RENEW_BEFORE = Duration.ofSeconds(6);

    private static final Duration LATER = Duration.ofSeconds(5);

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
            if (Points.tells(systems, canary.get()))
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

    List<String> names() {
        return List.copyOf(canaries.keySet());
    }

    List<String> controls() {
        return canaries.values().stream()
                .map(AtomicReference::get)
                .filter(canary -> !canary.victim())
                .map(Canary::name)
                .toList();
    }

    /** The canary with a token that lives long enough to be tried; only before the act. */
    Canary fresh(String name) {
        var reference = canaries.get(name);
        if (reference == null) throw new IllegalArgumentException("No canary '" + name + "' in " + context.run());
        if (soonOver(reference.get())) renewOrSignInAgain(reference);
        return reference.get();
    }

    /** Every canary anew, before anything waits for them; returns victims whose refresh worked. */
    List<String> renewAll() {
        var worked = new ArrayList<String>();
        for (var reference : canaries.values())
            if (renewOrSignInAgain(reference)) worked.add(reference.get().name());
        return worked;
    }

    /** True when the refresh worked; otherwise a token that is soon over is replaced by a new sign-in. */
    private boolean renewOrSignInAgain(AtomicReference<Canary> reference) {
        if (reference.get().refreshToken() != null && marked(reference) instanceof Answer.Done<Refreshed>) return true;
        if (reference.get().refreshToken() != null || soonOver(reference.get())) signInAgain(reference);
        return false;
    }

    private boolean soonOver(Canary canary) {
        return canary.expiresAt().minus(RENEW_BEFORE).isBefore(context.now());
    }

    /**
     * Its tokens died of age while nobody could renew them, or their renewal was lost with a server. As an effect of
     * its own, under the same outside key: the earlier sign-in ends by it.
     */
    private void signInAgain(AtomicReference<Canary> reference) {
        var canary = reference.get();
        var key = systems.outsideKey(canary.name());
        var place = "canary/" + canary.name() + "/again-";
        var times = context.ledger().of(context.run()).stream()
                .filter(row -> row.key().startsWith(place) && row.outcome() == EffectRow.Outcome.DONE)
                .count();
        var order = new MintOrder(
                key,
                canary.subject(),
                canary.client(),
                canary.device(),
                canary.form(),
                CanaryPlan.offline(canary.name()));
        try {
            signIn(reference, order, place + (times + 1));
        } catch (Fenced halted) {
            throw new Again("Canary " + canary.name() + " must sign in again: " + halted.getMessage(), LATER);
        }
    }

    private void signIn(AtomicReference<Canary> reference, MintOrder order, String effect) {
        var canary = reference.get();
        context.effect(
                new Intent(
                        CanaryEffect.NAME,
                        effect,
                        "sign in canary " + canary.name() + " again, since its tokens cannot be renewed",
                        Map.of("key", order.key(), "name", canary.name()),
                        null,
                        true),
                () -> systems.auth().mint(order),
                minted -> {
                    var fresh = Canary.of(canary.name(), canary.victim(), minted);
                    fresh.seal(systems);
                    reference.set(fresh);
                    return Map.of("expiresAt", minted.expiresAt().toString());
                });
    }

    /** Refreshes with a mark kept beforehand, so that a token used up by a server that died is not held against it. */
    private @Nullable Answer<Refreshed> marked(AtomicReference<Canary> reference) {
        var before = reference.get();
        context.progress().locked(context.run(), () -> {
            before.beforeRefresh().seal(systems);
            return before;
        });
        var answer = refresh(reference);
        if (answer instanceof Answer.Unsure<Refreshed>) reference.set(before.beforeRefresh());
        else if (!(answer instanceof Answer.Done<Refreshed>))
            context.progress().locked(context.run(), () -> {
                before.seal(systems);
                return before;
            });
        return answer;
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

    /** Keeps canaries alive that are soon over: all before the act, after it the controls only. */
    void renew() {
        for (var reference : canaries.values()) {
            var canary = reference.get();
            if (canary.refreshToken() == null || !soonOver(canary) || (canary.victim() && ordered.get() != null))
                continue;
            if (marked(reference) instanceof Answer.Refused<Refreshed> && !canary.victim()) refused(reference);
        }
    }

    private void refused(AtomicReference<Canary> control) {
        // Used up by a server that died before it could keep the new one: says nothing about the revocation.
        if (control.get().refreshing()) signInAgain(control);
        else refused(control.get().name());
    }

    private synchronized void refused(String control) {
        if (!refreshRefused.contains(control)) refreshRefused.add(control);
    }

    /** Controls whose refresh token was refused. */
    synchronized List<String> refreshRefused() {
        return List.copyOf(refreshRefused);
    }
}
