package io.firedrill.integrations.sandbox.fault;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.firedrill.integrations.sandbox.net.Reply;

/** What is planted now, by point. Thread-safe. */
public final class Faults {
    private static final List<String> FIXED = List.of(
            "auth.revoke",
            "auth.mint",
            "auth.token",
            "auth.introspect",
            "auth.over-broad",
            "gateway.admin",
            "chat.post",
            "chat.find",
            "chat.down",
            "fleet.report");

    private final Set<String> points = new TreeSet<>(FIXED);
    private final Map<String, Fault> planted = new ConcurrentHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile CountDownLatch released = new CountDownLatch(1);

    /** @param nodes names of the gateway's nodes, each of which has points of its own */
    public Faults(List<String> nodes) {
        for (var node : nodes) {
            points.add(node + ".stuck-cache");
            points.add(node + ".ignores-deny");
            points.add(node + ".down");
        }
    }

    public Set<String> points() {
        return Set.copyOf(points);
    }

    public Map<String, Fault> planted() {
        return new TreeMap<>(planted);
    }

    public void plant(String point, Fault fault) {
        if (!points.contains(point))
            throw new IllegalArgumentException("No fault can be planted at '" + point + "'; there are " + points + ".");
        planted.put(point, fault);
        changed();
    }

    /** Lifts one fault, or all without a point; calls that were held back go on. */
    public void lift(@Nullable String point) {
        if (point == null) planted.clear();
        else planted.remove(point);
        var held = released;
        released = new CountDownLatch(1);
        held.countDown();
        changed();
    }

    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    public boolean on(String point) {
        return planted.containsKey(point);
    }

    /** Does what is asked, unless and as the fault at this point says otherwise. */
    public Reply around(String point, Supplier<Reply> act) {
        var fault = take(point);
        if (fault == null) return act.get();
        return switch (fault.kind()) {
            case ON, ERROR_BEFORE -> broken();
            case BUSY -> busy(fault);
            case SLOW -> {
                hold(fault);
                yield act.get();
            }
            case ERROR_AFTER -> {
                var lost = act.get();
                yield lost.status() < 300 ? broken() : lost;
            }
            case HANG_BEFORE -> {
                hold(fault);
                yield broken();
            }
            case HANG_AFTER -> {
                var reply = act.get();
                hold(fault);
                yield reply;
            }
        };
    }

    private @Nullable Fault take(String point) {
        var taken = planted.get(point);
        if (taken == null || taken.times() == 0) return taken;
        planted.computeIfPresent(
                point,
                (name, fault) -> fault.times() <= 1 ? null : new Fault(fault.kind(), fault.delay(), fault.times() - 1));
        return taken;
    }

    private void hold(Fault fault) {
        try {
            var lifted = released.await(fault.delay().toMillis(), TimeUnit.MILLISECONDS);
            if (lifted) return;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }

    private static Reply broken() {
        return Reply.refusal(500, "broken", "A planted fault: internal error.");
    }

    private static Reply busy(Fault fault) {
        var seconds = Math.max(1, (fault.delay().toMillis() + 999) / 1000);
        return Reply.refusal(503, "busy", "A planted fault: too busy, try later.")
                .header("Retry-After", Long.toString(seconds));
    }
}
