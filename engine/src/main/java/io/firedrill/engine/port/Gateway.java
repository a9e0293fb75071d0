package io.firedrill.engine.port;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** What stands before the services and accepts or refuses tokens. Thread-safe; every call has a time-out. */
public interface Gateway extends OutsideSystem {
    @Override
    Health check();

    /**
     * The scopes {@link #deny} takes, known without calling it; empty for a gateway that only checks tokens and has no
     * deny list that could be reached.
     */
    default Set<RevocationScope.Kind> deniable() {
        return EnumSet.allOf(RevocationScope.Kind.class);
    }

    /** Every node by name, in a stable order. */
    List<String> nodes();

    /** Every place where a token is accepted or refused: each node and route. Stable order, at least one. */
    List<EnforcementPoint> points();

    /** One request with this token at this point. {@code Done} for a 2xx, 401 or 403; anything else is no verdict. */
    Answer<Verdict> probe(EnforcementPoint point, Secret accessToken);

    /** Puts an entry on one node's deny list; the same key again replaces it. */
    Answer<Denied> deny(String node, DenyOrder order);

    /** Takes the entry off again; done also when it was not there ({@code false}). */
    Answer<Boolean> lift(String node, String key);

    /** Whether this node holds an entry with this key. */
    Answer<Boolean> denies(String node, String key);

    /** @param form which kind of token this route takes; null when it takes any */
    record EnforcementPoint(String node, String route, AuthServer.@Nullable TokenForm form) {
        public String name() {
            return node + " " + route;
        }
    }

    /** @param at when the answer arrived, by this machine's clock */
    record Verdict(boolean accepted, int status, Instant at) {}

    /**
     * @param scope what to refuse; for a token scope the adapter uses its {@code jti} or hash
     * @param issuedBefore only tokens issued before this instant, so that later sign-ins pass
     * @param until when the gateway may forget the entry by itself
     */
    record DenyOrder(String key, RevocationScope scope, Instant issuedBefore, Instant until) {}

    record Denied(Instant at) {}
}
