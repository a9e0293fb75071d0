package io.firedrill.web.security;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Ends a session at its absolute limit, however busy it was. The idle limit is the container's. */
final class SessionLimit extends OncePerRequestFilter {
    private static final String BEGAN = SessionLimit.class.getName();

    private final Duration life;
    private final InstantSource clock;

    SessionLimit(Duration life, InstantSource clock) {
        this.life = life;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var session = request.getSession(false);
        if (session != null && over(session)) {
            session.invalidate();
            SecurityContextHolder.clearContext();
        }
        chain.doFilter(request, response);
    }

    /** True when the session has reached its limit; begins counting when it is first seen with a person. */
    boolean over(HttpSession session) {
        if (session.getAttribute(BEGAN) instanceof Instant began)
            return !clock.instant().isBefore(began.plus(life));
        if (People.of(SecurityContextHolder.getContext().getAuthentication()) != null)
            session.setAttribute(BEGAN, clock.instant());
        return false;
    }
}
