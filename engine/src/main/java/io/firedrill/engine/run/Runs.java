package io.firedrill.engine.run;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** Reads runs. Thread-safe; reads only Firedrill's own tables. */
public interface Runs {
    Optional<Run> find(RunId id);

    /** The run that this person started with this idempotency key. */
    Optional<RunId> startedWith(String actor, String idempotencyKey);

    /** In the order asked for, without steps' details left out. */
    List<Run> list(Filter filter);

    /** What a list is sorted by; ties and missing values stand in the order of the runs, newest first. */
    enum Sort {
        NEWEST,
        OLDEST,
        STATE,
        RUNBOOK,
        TARGET,
        STARTED_BY,
        /** Shortest first. */
        TIME_TO_REVOKE,
        /** Longest first. */
        SLOWEST;

        /** As written in addresses: lower case with hyphens. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Sort of(String label) {
            return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /**
     * Null means any.
     *
     * @param before only runs with a smaller number, for paging
     * @param limit 1 to 500
     * @param text part of the id, runbook, title, target, starter, reason or a parameter, upper or lower case
     * @param offset how many of the sorted runs are left out, for paging
     */
    record Filter(
            @Nullable RunMode mode,
            @Nullable String target,
            @Nullable String runbook,
            Set<RunState> states,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable RunId before,
            int limit,
            @Nullable String text,
            Sort sort,
            int offset) {
        public Filter(
                @Nullable RunMode mode,
                @Nullable String target,
                @Nullable String runbook,
                Set<RunState> states,
                @Nullable Instant from,
                @Nullable Instant to,
                @Nullable RunId before,
                int limit) {
            this(mode, target, runbook, states, from, to, before, limit, null, Sort.NEWEST, 0);
        }

        public static Filter all(int limit) {
            return new Filter(null, null, null, Set.of(), null, null, null, limit);
        }

        /** The same with another limit and offset. */
        public Filter page(int limit, int offset) {
            return new Filter(mode, target, runbook, states, from, to, before, limit, text, sort, offset);
        }
    }
}
