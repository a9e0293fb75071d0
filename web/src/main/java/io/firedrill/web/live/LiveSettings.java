package io.firedrill.web.live;

import java.time.Duration;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of live streams.
 *
 * @param poll how often other servers' events are looked for
 * @param heartbeat how often a quiet stream sends a comment, and its reader's login is checked again
 */
@Validated
@ConfigurationProperties("firedrill.live")
record LiveSettings(
        @DefaultValue("1s") Duration poll,
        @DefaultValue("10s") Duration heartbeat,
        @DefaultValue("20") @Min(1) int streamsPerPerson,
        @DefaultValue("2000") @Min(1) int streams) {}
