package io.firedrill.web.security;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** The sign-in form's check. */
@Component
class PasswordSignIn implements AuthenticationProvider {
    private final Login login;

    PasswordSignIn(Login login) {
        this.login = login;
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        var address = attempt.getDetails() instanceof WebAuthenticationDetails details
                ? String.valueOf(details.getRemoteAddress())
                : "unknown";
        try {
            return login.person(attempt.getName(), String.valueOf(attempt.getCredentials()), address)
                    .map(person -> new PersonAuthentication(person, null))
                    .orElseThrow(() -> new BadCredentialsException("Wrong name or password."));
        } catch (TooManyTriesException e) {
            throw new AuthenticationServiceException("Too many tries.", e);
        }
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }
}
