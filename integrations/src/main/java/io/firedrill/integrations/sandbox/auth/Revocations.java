package io.firedrill.integrations.sandbox.auth;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.firedrill.integrations.sandbox.auth.Grants.Bond;
import io.firedrill.integrations.sandbox.fault.Faults;
import io.firedrill.integrations.sandbox.net.EffectBook;
import io.firedrill.integrations.sandbox.net.Refusal;

/** Ends grants by scope, once per key. Tokens that others check by themselves go on until they expire. */
final class Revocations {
    private final Grants grants;
    private final BrowserSessions sessions;
    private final Faults faults;
    private final InstantSource clock;
    private final int kept;
    private final EffectBook effects;
    private final Map<String, Done> done = new LinkedHashMap<>();

    /** One carried out order. */
    record Done(String scope, int grants, int sessions, Instant at) {}

    Revocations(Grants grants, BrowserSessions sessions, Faults faults, InstantSource clock, int kept) {
        this.grants = grants;
        this.sessions = sessions;
        this.faults = faults;
        this.clock = clock;
        this.kept = kept;
        this.effects = new EffectBook(kept);
    }

    /** Carries it out, or tells what the earlier order with this key did. */
    synchronized Done revoke(String key, String kind, @Nullable String value) {
        effects.asked(key);
        var scope = kind + ":" + (value == null ? "" : Integer.toHexString(value.hashCode()));
        var before = done.get(key);
        if (before != null) {
            if (before.scope().equals(scope)) return before;
            throw new Refusal(409, "key", "Key '" + key + "' was used for another order.");
        }
        var fresh = carryOut(scope, kind, value);
        effects.carriedOut(key);
        done.put(key, fresh);
        if (done.size() > kept) done.remove(done.keySet().iterator().next());
        return fresh;
    }

    synchronized @Nullable Done carriedOut(String key) {
        return done.get(key);
    }

    EffectBook effects() {
        return effects;
    }

    synchronized void clear() {
        done.clear();
        effects.clear();
    }

    private Done carryOut(String scope, String kind, @Nullable String value) {
        if (faults.on("auth.over-broad") || kind.equals("everyone"))
            return new Done(scope, grants.end(grants.all()), sessions.endAll(), clock.instant());
        if (value == null || value.isBlank()) throw new Refusal(422, "value", "Scope '" + kind + "' needs a value.");
        return switch (kind) {
            case "token" -> ended(scope, grants.find(Bond.TOKEN, value), 0);
            case "session" -> ended(scope, grants.find(Bond.SESSION, value), sessions.endSession(value));
            case "subject" -> ended(scope, grants.find(Bond.SUBJECT, value), sessions.endOf(value));
            case "device" -> ended(scope, grants.find(Bond.DEVICE, value), 0);
            case "client" -> ended(scope, grants.find(Bond.CLIENT, value), 0);
            default -> throw new Refusal(422, "kind", "There is no scope '" + kind + "'; there are " + KINDS + ".");
        };
    }

    private Done ended(String scope, Collection<String> ids, int ended) {
        return new Done(scope, grants.end(ids), ended, clock.instant());
    }

    private static final List<String> KINDS = List.of("token", "session", "subject", "device", "client", "everyone");
}
