package io.firedrill.engine.run;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A wish to start a run. The mode comes from the endpoint, never from a field a caller may forget.
 *
 * @param runbook key of the runbook
 * @param version full hash or its first twelve or more digits; null for the newest loaded
 * @param parameters as text, by name
 * @param reason required for a real run
 * @param confirm the target's name typed by the responder; required and compared for a real run
 * @param overDrill what to do with a drill that holds the target; only for a real run, null to be asked
 * @param idempotencyKey the same key by the same person is the same run; null for none
 */
public record StartRequest(
        RunMode mode,
        String runbook,
        @Nullable String version,
        String target,
        Map<String, String> parameters,
        @Nullable String reason,
        @Nullable String confirm,
        @Nullable OverDrill overDrill,
        @Nullable String idempotencyKey) {
    public enum OverDrill {
        ROLL_BACK_FIRST,
        LEAVE_AS_IS
    }
}
