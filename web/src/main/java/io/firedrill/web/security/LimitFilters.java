package io.firedrill.web.security;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Rate limits: by address before anybody is known, by person afterwards. */
final class LimitFilters {
    private LimitFilters() {}

    static final class ByAddress extends OncePerRequestFilter {
        private final RateLimits limits;

        ByAddress(RateLimits limits) {
            this.limits = limits;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            try {
                limits.request(request.getRemoteAddr());
            } catch (TooManyTriesException e) {
                Refusals.tooMany(request, response, e);
                return;
            }
            chain.doFilter(request, response);
        }
    }

    static final class ByPerson extends OncePerRequestFilter {
        private final RateLimits limits;

        ByPerson(RateLimits limits) {
            this.limits = limits;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            var person = People.of(SecurityContextHolder.getContext().getAuthentication());
            try {
                if (person != null) limits.request(person);
            } catch (TooManyTriesException e) {
                Refusals.tooMany(request, response, e);
                return;
            }
            chain.doFilter(request, response);
        }
    }
}
