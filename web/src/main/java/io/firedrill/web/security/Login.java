package io.firedrill.web.security;

import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import io.firedrill.engine.problem.FiredrillException;

/** Checks passwords, slowly for those who guess. */
@Component
public class Login {
    private static final Logger LOG = LoggerFactory.getLogger(Login.class);

    private final Accounts accounts;
    private final PersonalTokens tokens;
    private final StepUps stepUps;
    private final RateLimits limits;
    private final SecuritySettings settings;
    private final OidcSettings oidc;

    Login(
            Accounts accounts,
            PersonalTokens tokens,
            StepUps stepUps,
            RateLimits limits,
            SecuritySettings settings,
            OidcSettings oidc) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.stepUps = stepUps;
        this.limits = limits;
        this.settings = settings;
        this.oidc = oidc;
    }

    /** A new personal token with who it is for. */
    public record Granted(PersonalTokens.Issued issued, Person person) {}

    /**
     * The person with this name and password; empty when either is wrong.
     *
     * @throws TooManyTriesException after too many wrong tries
     */
    public Optional<Person> person(String name, String password, String address) {
        return checked(name, password, address).map(account -> {
            var via = oidc.on() ? Person.Via.BREAK_GLASS : Person.Via.PASSWORD;
            if (via == Person.Via.BREAK_GLASS)
                LOG.warn("Break-glass sign-in of {} from {}: the identity provider was passed by.", name, address);
            return new Person(account.name(), account.roles(), via);
        });
    }

    /** Signs in and makes a personal token. */
    public Granted token(String name, String password, String label, String address) {
        var person = person(name, password, address).orElseThrow(Login::wrong);
        return new Granted(tokens.issue(person.name(), label, settings.tokenLife()), person);
    }

    /** Proves a fresh login. */
    public StepUps.Proof stepUp(Person person, String password, String address) {
        confirm(person, password, address);
        return stepUps.issue(person.name());
    }

    /** Refuses with {@code FD-STEP-UP} unless this is the person's password. */
    public void confirm(Person person, String password, String address) {
        if (checked(person.name(), password, address).isEmpty())
            throw FiredrillException.forbidden(
                    "FD-STEP-UP",
                    "That is not the password of %s.".formatted(person.name()),
                    "Enter the password of the local account with your name; without one, ask an admin for it.");
    }

    private Optional<Account> checked(String name, String password, String address) {
        var attempt = limits.loginAttempt(name, address);
        var account = accounts.check(name, password).filter(found -> !oidc.on() || found.breakGlass());
        if (account.isPresent()) attempt.succeeded();
        return account;
    }

    private static LoginRefusedException wrong() {
        return new LoginRefusedException();
    }

    /** Name or password are wrong; which one is not said. */
    public static final class LoginRefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LoginRefusedException() {
            super("Wrong name or password, or the account is switched off.");
        }
    }
}
