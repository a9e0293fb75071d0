package io.firedrill.engine.library;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long approvals last.
 *
 * @param runbook null for until it is withdrawn
 * @param template a message's wording ages with what it names
 */
@ConfigurationProperties("firedrill.approval")
record ApprovalSettings(
        @Nullable Duration runbook, @DefaultValue("180d") Duration template) {
    ApprovalSettings {
        if (empty(template) || (runbook != null && empty(runbook))) {
            throw new IllegalArgumentException("firedrill.approval: an approval must last for some time.");
        }
    }

    private static boolean empty(Duration life) {
        return life.isNegative() || life.isZero();
    }
}
