package io.firedrill.web.security;

import java.time.Duration;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of sign-in.
 *
 * @param sessionLife after this a session ends, used or not
 * @param tokenLife how long a personal token from a login lives
 */
@Validated
@ConfigurationProperties("firedrill.security")
record SecuritySettings(
        @DefaultValue("8h") Duration sessionLife,
        @DefaultValue("30d") Duration tokenLife,
        @Valid @DefaultValue Limits limits) {

    /**
     * @param requestsPerPerson per minute
     * @param requestsPerAddress per minute
     * @param wrongPasswords for one name from one address, within {@code wrongPasswordsWithin}
     */
    record Limits(
            @DefaultValue("1200") @Min(1) int requestsPerPerson,
            @DefaultValue("3000") @Min(1) int requestsPerAddress,
            @DefaultValue("10") @Min(1) int wrongPasswords,
            @DefaultValue("5m") Duration wrongPasswordsWithin) {}
}
