package io.firedrill.engine.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** Reads runs. Thread-safe; reads only Firedrill's own tables. */
public interface Runs {
    Optional<Run> find(RunId id);

    /** Newest first, without steps' details left out. */
    List<Run> list(Filter filter);

    /**
     * Null means any.
     *
     * @param before only runs with a smaller number, for paging
     * @param limit 1 to 500
     */
    record Filter(
            @Nullable RunMode mode,
            @Nullable String target,
            @Nullable String runbook,
            Set<RunState> states,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable RunId before,
            int limit) {
        public static Filter all(int limit) {
            return new Filter(null, null, null, Set.of(), null, null, null, limit);
        }
    }
}
