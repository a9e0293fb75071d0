package io.firedrill.web.security;

import java.io.IOException;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.csrf.CsrfException;

import io.firedrill.engine.problem.Problem;
import io.firedrill.web.problem.ProblemJson;
import io.firedrill.web.problem.RequestIds;

/** Answers of the security layer to API callers, in the API's own form. */
final class Refusals {
    private Refusals() {}

    static void notSignedIn(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"firedrill\"");
        var message = request.getHeader(HttpHeaders.AUTHORIZATION) == null
                ? "This needs a login and the request has none."
                : "The token is unknown, past its end, or revoked.";
        send(
                request,
                response,
                HttpStatus.UNAUTHORIZED,
                Problem.of("FD-LOGIN", message, "Log in again: firedrill login, or POST /api/v1/login."));
    }

    static void notAllowed(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
            throws IOException {
        if (why instanceof CsrfException) {
            send(
                    request,
                    response,
                    HttpStatus.FORBIDDEN,
                    Problem.of(
                            "FD-CSRF",
                            "A request with a session's cookie must carry that session's CSRF token, and this one does not.",
                            "Send the page's token in the header X-CSRF-TOKEN, or use a personal token."));
            return;
        }
        if (!AccessRules.listed(request.getRequestURI())) {
            send(
                    request,
                    response,
                    HttpStatus.NOT_FOUND,
                    Problem.of(
                            "FD-NOT-FOUND",
                            "There is nothing at %s.".formatted(request.getRequestURI()),
                            "GET /v3/api-docs lists every call."));
            return;
        }
        var person = People.of(SecurityContextHolder.getContext().getAuthentication());
        var who = person == null ? "Nobody" : person.name() + " (" + String.join(", ", person.roleLabels()) + ")";
        send(
                request,
                response,
                HttpStatus.FORBIDDEN,
                Problem.of(
                        "FD-ROLE",
                        "%s may not %s %s.".formatted(who, request.getMethod(), request.getRequestURI()),
                        "Ask someone whose role allows it; docs/security.md lists roles and acts."));
    }

    static void tooMany(HttpServletRequest request, HttpServletResponse response, TooManyTriesException why)
            throws IOException {
        var seconds = why.retryAfterSeconds();
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        send(
                request,
                response,
                HttpStatus.TOO_MANY_REQUESTS,
                Problem.of("FD-TOO-MANY", String.valueOf(why.getMessage()), "Try again in %d s.".formatted(seconds)));
    }

    private static void send(
            HttpServletRequest request, HttpServletResponse response, HttpStatus status, Problem problem)
            throws IOException {
        ProblemJson.of(status, request.getRequestURI(), RequestIds.of(request), List.of(problem))
                .writeTo(response);
    }
}
