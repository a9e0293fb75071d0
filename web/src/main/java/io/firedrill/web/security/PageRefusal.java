package io.firedrill.web.security;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;

/** A page nobody may see does not exist; one that others may see says so. A stale form leads back to the sign-in. */
final class PageRefusal implements AccessDeniedHandler {
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
            throws IOException {
        if (why instanceof CsrfException && request.getRequestURI().endsWith("/login")) {
            response.sendRedirect(request.getContextPath() + "/login?stale");
            return;
        }
        response.sendError(AccessRules.listed(request.getRequestURI()) ? 403 : 404);
    }
}
