package io.firedrill.web.security;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

import io.firedrill.engine.home.FiredrillHome;

/**
 * The accounts a new installation begins with: with the sandbox one per role, otherwise one admin. Passwords lie in
 * private files in the data folder and are printed nowhere. Where the sandbox is off, by its setting or by the profile
 * {@code production}, the people it once brought can no longer sign in.
 */
@Component
public class FirstAccounts implements SmartInitializingSingleton {
    private static final Logger LOG = LoggerFactory.getLogger(FirstAccounts.class);
    private static final String PASSWORDS = "sandbox/passwords/";
    private static final String TOKEN = "sandbox/tokens/responder.token";
    private static final String ADMIN = "accounts/admin.password";
    private static final Duration TOKEN_LIFE = Duration.ofDays(365);
    private static final int PASSWORD_BYTES = 18;

    private final Accounts accounts;
    private final PersonalTokens tokens;
    private final FiredrillHome home;
    private final boolean sandbox;
    private final @Nullable String givenPassword;

    FirstAccounts(
            Accounts accounts,
            PersonalTokens tokens,
            FiredrillHome home,
            Environment environment,
            @Value("${firedrill.sandbox.password:#{null}}") @Nullable String givenPassword) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.home = home;
        this.sandbox = environment.getProperty("firedrill.sandbox.enabled", Boolean.class, true)
                && !environment.acceptsProfiles(Profiles.of("production"));
        this.givenPassword = givenPassword == null || givenPassword.isBlank() ? null : givenPassword;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (sandbox) {
            sandboxPeople();
            return;
        }
        var off = accounts.switchOffSandbox();
        if (off > 0) LOG.info("Switched off {} accounts of the sandbox and revoked their tokens.", off);
        if (accounts.none()) accounts.put("admin", EnumSet.of(Role.ADMIN), generated(ADMIN), true);
    }

    /** Whether the sandbox and its people are here. */
    public boolean sandbox() {
        return sandbox;
    }

    /** Where the passwords are, for the start log; never the passwords. */
    public String whereabouts() {
        if (!sandbox) return home.root().resolve(ADMIN) + " (the first admin's, when the database was new)";
        return givenPassword == null ? home.root().resolve(PASSWORDS) + "/" : "as set by FIREDRILL_SANDBOX_PASSWORD";
    }

    private void sandboxPeople() {
        for (var role : Role.values()) {
            var name = role.label();
            var password = givenPassword == null ? generated(PASSWORDS + name) : givenPassword;
            if (accounts.check(name, password).isEmpty()) accounts.putForSandbox(name, EnumSet.of(role), password);
        }
        var responder = Role.RESPONDER.label();
        var token = text(home.readOrCreate(TOKEN, () -> bytes(fresh(responder))));
        if (tokens.holder(token).isEmpty()) home.write(TOKEN, bytes(fresh(responder)));
    }

    private String fresh(String account) {
        return tokens.issue(account, "shell on the server's machine", TOKEN_LIFE)
                .token();
    }

    private String generated(String file) {
        return text(home.readOrCreate(file, () -> bytes(Secrets.random("", PASSWORD_BYTES))));
    }

    private static byte[] bytes(String text) {
        return (text + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8).strip();
    }
}
