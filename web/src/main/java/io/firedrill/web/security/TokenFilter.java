package io.firedrill.web.security;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.web.filter.OncePerRequestFilter;

/** Signs a request in by its personal token. A dead token is refused; a session's cookie beside it does not help. */
final class TokenFilter extends OncePerRequestFilter {
    private static final String SCHEME = "Bearer ";

    private final PersonalTokens tokens;
    private final AuthenticationEntryPoint refusal;

    TokenFilter(PersonalTokens tokens, AuthenticationEntryPoint refusal) {
        this.tokens = tokens;
        this.refusal = refusal;
    }

    static boolean hasToken(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.AUTHORIZATION) != null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            chain.doFilter(request, response);
            return;
        }
        var authentication = authentication(header);
        if (authentication == null) {
            refusal.commence(request, response, new BadCredentialsException("The token is unknown, ended or revoked."));
            return;
        }
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(authentication);
        SecurityContextHolder.setContext(context);
        try {
            chain.doFilter(request, response);
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private @Nullable PersonAuthentication authentication(String header) {
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) return null;
        var token = header.substring(SCHEME.length()).strip();
        if (!token.startsWith(PersonalTokens.PREFIX)) return null;
        return tokens.holder(token)
                .map(holder -> new PersonAuthentication(
                        new Person(holder.account().name(), holder.account().roles(), Person.Via.TOKEN),
                        holder.tokenId()))
                .orElse(null);
    }
}
