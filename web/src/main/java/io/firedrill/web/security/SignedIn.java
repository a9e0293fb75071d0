package io.firedrill.web.security;

import java.util.function.BooleanSupplier;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Whether a caller is still signed in, for streams that outlive their request; and ending it. */
@Component
public class SignedIn {
    private final PersonalTokens tokens;
    private final SessionLimit limit;
    private final SessionRecheck recheck;

    SignedIn(PersonalTokens tokens, SessionLimit limit, SessionRecheck recheck) {
        this.tokens = tokens;
        this.limit = limit;
        this.recheck = recheck;
    }

    /** A question that can be asked from any thread as long as the stream is open. May ask the identity provider. */
    public BooleanSupplier watch(HttpServletRequest request) {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null) return () -> false;
        if (authentication instanceof PersonAuthentication person) {
            var tokenId = person.tokenId();
            if (tokenId != null) return () -> tokens.alive(tokenId);
        }
        var session = request.getSession(false);
        if (session == null) return () -> false;
        return () -> {
            try {
                if (!limit.over(session) && recheck.stillGood(session, authentication)) return true;
                session.invalidate();
                return false;
            } catch (IllegalStateException ended) {
                return false;
            }
        };
    }

    /** Revokes the token the request came with, or ends its session. */
    public void end(HttpServletRequest request) {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof PersonAuthentication person) {
            var tokenId = person.tokenId();
            if (tokenId != null) {
                tokens.revoke(tokenId);
                return;
            }
        }
        var session = request.getSession(false);
        if (session != null) session.invalidate();
        SecurityContextHolder.clearContext();
    }
}
