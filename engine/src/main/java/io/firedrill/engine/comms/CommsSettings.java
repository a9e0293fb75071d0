package io.firedrill.engine.comms;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How messages are sent.
 *
 * @param giveUpAfter how long after it was queued a message that cannot be sent counts as failed
 * @param poll how often messages queued by other servers are looked for
 * @param claim how long a server that died keeps others from its channel; longer than one call to a chat may take
 * @param threads channels posted to at the same time
 */
@Validated
@ConfigurationProperties("firedrill.comms")
record CommsSettings(
        @DefaultValue("24h") Duration giveUpAfter,
        @DefaultValue("1s") Duration poll,
        @DefaultValue("60s") Duration claim,
        @DefaultValue("4") @Min(1) @Max(64) int threads) {
    CommsSettings {
        if (poll.toMillis() < 50) throw new IllegalArgumentException("firedrill.comms.poll is under 50 ms: " + poll);
        if (claim.toSeconds() < 10) throw new IllegalArgumentException("firedrill.comms.claim is under 10 s: " + claim);
        if (giveUpAfter.isNegative() || giveUpAfter.isZero()) {
            throw new IllegalArgumentException("firedrill.comms.give-up-after must be longer: " + giveUpAfter);
        }
    }
}
