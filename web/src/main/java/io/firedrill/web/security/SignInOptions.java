package io.firedrill.web.security;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the sign-in page offers. */
@Component
public class SignInOptions {
    private final OidcSettings oidc;
    private final FirstAccounts accounts;

    SignInOptions(OidcSettings oidc, FirstAccounts accounts) {
        this.oidc = oidc;
        this.accounts = accounts;
    }

    /** What the button of the identity provider says; null when there is none. */
    public @Nullable String provider() {
        return oidc.on() ? oidc.label() : null;
    }

    /** Where a newcomer finds the sandbox accounts' passwords; null in production. */
    public @Nullable String passwordsFile() {
        return accounts.sandbox() ? accounts.whereabouts() : null;
    }
}
