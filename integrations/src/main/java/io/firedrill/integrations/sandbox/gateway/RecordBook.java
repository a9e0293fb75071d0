package io.firedrill.integrations.sandbox.gateway;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What one node decided about each token, with its times: the truth against which a measured time to revoke is
 * compared. Tokens are named by a keyed hash. Keeps the newest tokens up to a limit. Thread-safe.
 */
final class RecordBook {
    private static final int TOKENS = 5_000;
    private static final int DECISIONS = 64;

    private final String node;
    private final Map<String, Page> pages = new LinkedHashMap<>(256, 0.75f, true);

    RecordBook(String node) {
        this.node = node;
    }

    /** @param reason why it was refused; {@code ok} when it was accepted */
    record Decision(Instant at, boolean accepted, String reason) {}

    /**
     * @param refusedFrom when the cause of the refusal took effect on this node; null while the token is accepted
     * @param firstRefusedAt the first request that was refused since the last accepted one
     * @param decisions the newest ones, oldest first
     */
    record Told(
            String node,
            String route,
            @Nullable Instant refusedFrom,
            @Nullable Instant firstRefusedAt,
            @Nullable Instant lastAcceptedAt,
            @Nullable String reason,
            long accepted,
            long refused,
            List<Decision> decisions) {}

    synchronized void accepted(String hash, String route, Instant at) {
        var page = page(hash, route);
        page.add(new Decision(at, true, "ok"));
        page.accepted++;
        page.lastAcceptedAt = at;
        page.refusedFrom = null;
        page.firstRefusedAt = null;
        page.reason = null;
    }

    synchronized void refused(String hash, String route, Instant at, String reason, Instant from) {
        var page = page(hash, route);
        page.add(new Decision(at, false, reason));
        page.refused++;
        if (page.refusedFrom != null) return;
        // A cause cannot have worked before the last request that was let through.
        var accepted = page.lastAcceptedAt;
        page.refusedFrom = accepted != null && from.isBefore(accepted) ? accepted : from;
        page.firstRefusedAt = at;
        page.reason = reason;
    }

    synchronized @Nullable Told tell(String hash, String route) {
        var page = pages.get(TokenHash.keyed(hash) + " " + route);
        if (page == null) return null;
        return new Told(
                node,
                route,
                page.refusedFrom,
                page.firstRefusedAt,
                page.lastAcceptedAt,
                page.reason,
                page.accepted,
                page.refused,
                new ArrayList<>(page.decisions));
    }

    synchronized void clear() {
        pages.clear();
    }

    private Page page(String hash, String route) {
        var page = pages.computeIfAbsent(TokenHash.keyed(hash) + " " + route, name -> new Page());
        if (pages.size() > TOKENS) pages.remove(pages.keySet().iterator().next());
        return page;
    }

    private static final class Page {
        private final Deque<Decision> decisions = new ArrayDeque<>();
        private @Nullable Instant refusedFrom;
        private @Nullable Instant firstRefusedAt;
        private @Nullable Instant lastAcceptedAt;
        private @Nullable String reason;
        private long accepted;
        private long refused;

        void add(Decision decision) {
            if (decisions.size() == DECISIONS) decisions.removeFirst();
            decisions.addLast(decision);
        }
    }
}
