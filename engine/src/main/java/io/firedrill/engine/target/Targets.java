package io.firedrill.engine.target;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.firedrill.engine.port.Health;

/** The named systems of each environment. Thread-safe. */
public interface Targets {
    List<Target> all();

    Optional<Target> find(String name);

    /** Asks every system of this target, in one mode's binding, at the same time; slow ones count as ill. */
    Map<String, Health> check(String name, boolean real);

    /** Which run holds the target now. */
    Optional<Holder> holder(String name);

    /** Problems of target files that could not be used, for the pages and the start log. */
    List<io.firedrill.engine.problem.Problem> problems();

    /**
     * A target as configured, without secrets.
     *
     * @param origin file name or {@code sandbox}
     */
    record Target(
            String name,
            String title,
            String service,
            String origin,
            Map<String, SystemView> systems,
            boolean hasReal) {}

    record SystemView(
            String kind,
            Map<String, String> drillSettings,
            @Nullable Map<String, String> realSettings) {}

    record Holder(String run, String mode, Instant since) {}
}
