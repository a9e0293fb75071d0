package io.firedrill.integrations.sandbox.gateway;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/** What one node refuses although its checks pass. Thread-safe. */
final class DenyList {
    private static final int SWEEP_EVERY = 1_000;

    private final Map<String, Entry> byKey = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Entry>> byName = new ConcurrentHashMap<>();
    private int added;

    /**
     * @param name what it refuses, as {@code kind:value}
     * @param issuedBefore only tokens issued before
     * @param from when the entry has reached this node
     * @param until when it is forgotten
     */
    record Entry(String key, String name, Instant issuedBefore, Instant from, Instant until) {
        boolean meets(TokenFacts facts, Instant now) {
            return !now.isBefore(from)
                    && now.isBefore(until)
                    && facts.issuedAt().isBefore(issuedBefore);
        }
    }

    synchronized void add(Entry entry, Instant now) {
        lift(entry.key());
        if (++added % SWEEP_EVERY == 0) sweep(now);
        byKey.put(entry.key(), entry);
        byName.computeIfAbsent(entry.name(), name -> new ConcurrentHashMap<>()).put(entry.key(), entry);
    }

    private void sweep(Instant now) {
        byKey.values().stream()
                .filter(old -> !now.isBefore(old.until()))
                .map(Entry::key)
                .toList()
                .forEach(this::lift);
    }

    synchronized boolean lift(String key) {
        var entry = byKey.remove(key);
        if (entry == null) return false;
        byName.computeIfPresent(entry.name(), (name, entries) -> {
            entries.remove(key);
            return entries.isEmpty() ? null : entries;
        });
        return true;
    }

    synchronized void clear() {
        byKey.clear();
        byName.clear();
    }

    boolean holds(String key, Instant now) {
        var entry = byKey.get(key);
        return entry != null && now.isBefore(entry.until());
    }

    int size() {
        return byKey.size();
    }

    /** The entry that has refused this token for longest. */
    @Nullable
    Entry against(TokenFacts facts, Instant now) {
        Entry first = null;
        for (var name : facts.names()) {
            var entries = byName.get(name);
            if (entries == null) continue;
            for (var entry : entries.values())
                if (entry.meets(facts, now) && (first == null || entry.from().isBefore(first.from()))) first = entry;
        }
        return first;
    }
}
