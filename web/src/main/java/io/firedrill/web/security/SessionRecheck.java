package io.firedrill.web.security;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends a session whose account was switched off, and one whose tokens the identity provider refuses: who was logged
 * out there is logged out here within seconds. A provider that does not answer ends nothing, since people must be able to work while it is down.
 */
@Component
class SessionRecheck extends OncePerRequestFilter {
    private static final String CHECKED = SessionRecheck.class.getName();

    private final ObjectProvider<OidcTokens> tokens;
    private final Accounts accounts;
    private final OidcSettings settings;
    private final InstantSource clock;

    SessionRecheck(ObjectProvider<OidcTokens> tokens, Accounts accounts, OidcSettings settings, InstantSource clock) {
        this.tokens = tokens;
        this.accounts = accounts;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        var session = request.getSession(false);
        if (session != null && authentication != null && !stillGood(session, authentication)) {
            session.invalidate();
            SecurityContextHolder.clearContext();
        }
        chain.doFilter(request, response);
    }

    /** Asks the provider when the last answer is too old; true also while it cannot be reached. */
    boolean stillGood(HttpSession session, Authentication authentication) {
        if (authentication instanceof PersonAuthentication local) return accountStands(local.getPrincipal());
        if (!(authentication instanceof OAuth2AuthenticationToken oidc)) return true;
        var service = tokens.getIfAvailable();
        if (service == null) return false;
        synchronized (session) {
            var now = clock.instant();
            if (session.getAttribute(CHECKED) instanceof Instant last
                    && last.plus(settings.recheck()).isAfter(now)) return true;
            if (service.refused(oidc)) return false;
            session.setAttribute(CHECKED, now);
            return true;
        }
    }

    /** False once the account was switched off or its roles were changed. */
    private boolean accountStands(Person person) {
        return accounts.find(person.name())
                .filter(account -> account.enabled() && account.roles().equals(person.roles()))
                .isPresent();
    }
}
