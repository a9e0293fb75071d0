package io.firedrill.web.security;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** Reads the person out of Spring Security's authentication. */
public final class People {
    private People() {}

    /** The person of the current request. */
    public static Person current() {
        var person = of(SecurityContextHolder.getContext().getAuthentication());
        if (person == null) throw new AuthenticationCredentialsNotFoundException("Nobody is signed in.");
        return person;
    }

    /** Null for nobody or an anonymous caller. */
    public static @Nullable Person of(@Nullable Authentication authentication) {
        if (authentication == null) return null;
        var principal = authentication.getPrincipal();
        if (principal instanceof Person person) return person;
        return principal instanceof OidcPerson oidc ? oidc.person() : null;
    }
}
