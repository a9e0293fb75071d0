package io.firedrill.web.api;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/** What callers send. Components that may be left out are nullable; any other field is refused. */
final class Bodies {
    private Bodies() {}

    /** A request body read by {@link BodyConverter}. */
    interface Body {}

    record Login(String name, String password, @Nullable String label) implements Body {}

    record Password(String password) implements Body {}

    record Start(
            String runbook,
            @Nullable String version,
            String target,
            @Nullable Map<String, String> parameters,
            @Nullable String reason,
            @Nullable String confirm,
            @Nullable String overDrill)
            implements Body {}

    record Plan(
            @Nullable String title,
            String runbook,
            @Nullable String version,
            String target,
            @Nullable Map<String, String> parameters,
            String every,
            String day,
            String at,
            String zone,
            @Nullable Long windowSeconds,
            @Nullable String weekend,
            @Nullable String missed,
            @Nullable String reason)
            implements Body {}

    record Reason(String reason) implements Body {}

    record MaybeReason(@Nullable String reason) implements Body {}

    record Abort(String reason, @Nullable String confirm) implements Body {}

    record Note(String text) implements Body {}

    record Comment(@Nullable String comment) implements Body {}
}
