package io.firedrill.integrations.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The embedded estate. Ports are 0 for any free one.
 *
 * @param password of every person named after a role; when empty, each one's is in the file {@code passwords/<role>} of
 *     the estate's folder, and without that file nobody signs in
 * @param passwords of single people by role, before {@code password}; a value may be {@code file:/path}
 * @param redirectUris where the login page may send Firedrill's own pages back to
 * @param faults planted at start, by point, for instance {@code auth.revoke: error-after x1}
 */
@Validated
@ConfigurationProperties("firedrill.sandbox")
public record SandboxSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("") String password,
        @DefaultValue Map<String, String> passwords,

        @DefaultValue({"http://localhost:8080/login/oauth2/code/oidc", "http://127.0.0.1:8080/login/oauth2/code/oidc"})
        List<String> redirectUris,

        @DefaultValue({"http://localhost:8080/", "http://127.0.0.1:8080/"})
        List<String> logoutUris,

        @DefaultValue("20261124") long seed,
        @DefaultValue @Valid Auth auth,
        @DefaultValue @Valid Gateway gateway,
        @DefaultValue @Valid Chat chat,
        @DefaultValue @Valid Fleet fleet,
        @DefaultValue Map<String, String> faults) {

    /** @param keysKept how many revocation keys the server remembers */
    public record Auth(
            @DefaultValue("0") @Min(0) @Max(65535) int port,
            @DefaultValue("20s") Duration accessTokenLife,
            @DefaultValue("100000") @Min(100) int keysKept) {
        public Auth {
            atLeast("firedrill.sandbox.auth.access-token-life", accessTokenLife, Duration.ofSeconds(1));
        }
    }

    /**
     * @param ports of the nodes, in order; missing ones are any free port
     * @param denyDelays how long a deny entry takes to reach each node; their number is the number of nodes
     * @param introspectionCache how long a node keeps an answer about an opaque token
     * @param jwksCache how long a node keeps an auth server's keys
     * @param trusted other issuers whose JWTs the nodes take beside the estate's own
     */
    public record Gateway(
            @DefaultValue("0") @Min(0) @Max(65535) int adminPort,
            @DefaultValue List<Integer> ports,
            @DefaultValue({"150ms", "400ms"}) @NotEmpty List<Duration> denyDelays,
            @DefaultValue("2s") Duration introspectionCache,
            @DefaultValue("5m") Duration jwksCache,
            @DefaultValue List<@Valid Trusted> trusted) {
        public Gateway {
            atLeast("firedrill.sandbox.gateway.introspection-cache", introspectionCache, Duration.ZERO);
            atLeast("firedrill.sandbox.gateway.jwks-cache", jwksCache, Duration.ZERO);
            for (var delay : denyDelays) atLeast("firedrill.sandbox.gateway.deny-delays", delay, Duration.ZERO);
        }
    }

    /**
     * @param issuer as the tokens name it
     * @param jwks address of its keys
     * @param subjectClaim claim by which people are denied, beside {@code sub}
     */
    public record Trusted(
            @NotEmpty String issuer,
            @NotEmpty String jwks,
            @DefaultValue("preferred_username") String subjectClaim) {}

    public record Chat(
            @DefaultValue("0") @Min(0) @Max(65535) int port,

            @DefaultValue({"#drill-sandbox", "#incident-sandbox", "#drill-status", "#status"}) @NotEmpty
            List<String> channels) {}

    /**
     * @param installs how many apps
     * @param requestsPerSecond of all apps together
     * @param signInPause how long an app waits before it signs in again after a refusal
     */
    public record Fleet(
            @DefaultValue("0") @Min(0) @Max(65535) int port,
            @DefaultValue("24") @Min(0) @Max(500) int installs,
            @DefaultValue("20") @Min(1) @Max(500) int requestsPerSecond,
            @DefaultValue("1500ms") Duration signInPause) {
        public Fleet {
            atLeast("firedrill.sandbox.fleet.sign-in-pause", signInPause, Duration.ofMillis(10));
        }
    }

    @Override
    public String toString() {
        return "SandboxSettings[enabled=" + enabled + "]";
    }

    private static void atLeast(String name, Duration value, Duration least) {
        if (value.compareTo(least) < 0)
            throw new IllegalArgumentException(name + " is " + value + " and must be at least " + least + ".");
    }
}
