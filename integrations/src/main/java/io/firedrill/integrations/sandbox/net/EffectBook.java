package io.firedrill.integrations.sandbox.net;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often each key was asked for and carried out, so that "exactly once" can be counted from outside. Keeps the
 * newest keys up to a limit. Thread-safe.
 */
public final class EffectBook {
    private final int limit;
    private final Map<String, Count> counts;

    /**
     * @param asked requests that arrived with this key
     * @param carriedOut times something was really done
     */
    public record Count(int asked, int carriedOut) {}

    public EffectBook(int limit) {
        this.limit = limit;
        this.counts = new LinkedHashMap<>();
    }

    public synchronized void asked(String key) {
        counts.merge(key, new Count(1, 0), (a, b) -> new Count(a.asked() + 1, a.carriedOut()));
        if (counts.size() > limit) counts.remove(counts.keySet().iterator().next());
    }

    public synchronized void carriedOut(String key) {
        counts.merge(key, new Count(0, 1), (a, b) -> new Count(a.asked(), a.carriedOut() + 1));
    }

    public synchronized Count of(String key) {
        return counts.getOrDefault(key, new Count(0, 0));
    }

    public synchronized Map<String, Count> all() {
        return new LinkedHashMap<>(counts);
    }

    public synchronized void clear() {
        counts.clear();
    }
}
