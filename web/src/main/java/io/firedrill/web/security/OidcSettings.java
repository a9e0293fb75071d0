package io.firedrill.web.security;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The identity provider; without an issuer people sign in with local accounts only.
 *
 * @param issuer its address; its metadata is read when the first person signs in
 * @param clientSecret a reference, {@code env:NAME} or {@code file:/path}; null for a public client with PKCE alone
 * @param nameClaim the claim that names the person; equal names are the same person, also for local accounts
 * @param rolesClaim the claim with the roles
 * @param roles the claim's value for a role, by role; a role that is not listed is matched by its own name
 * @param label what the sign-in button says
 * @param recheck a session's token is shown to the provider again when the last time is longer ago than this
 */
@ConfigurationProperties("firedrill.oidc")
record OidcSettings(
        @Nullable String issuer,
        @DefaultValue("firedrill") String clientId,
        @Nullable String clientSecret,
        @DefaultValue("preferred_username") String nameClaim,
        @DefaultValue("roles") String rolesClaim,
        @DefaultValue Map<String, String> roles,
        @DefaultValue("Sign in with your company account") String label,
        @DefaultValue("5s") Duration recheck) {

    boolean on() {
        return issuer != null && !issuer.isBlank();
    }
}
