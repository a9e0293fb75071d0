package io.firedrill.integrations.sandbox.auth;

import java.io.IOException;
import java.util.Map;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import io.firedrill.integrations.sandbox.fault.Faults;
import io.firedrill.integrations.sandbox.net.LoopbackHosts;
import io.firedrill.integrations.sandbox.net.Reply;

/** Lets faults meet the OAuth2 endpoints before they act, and refuses foreign host names. */
final class FaultFilter extends HttpFilter {
    private static final Map<String, String> POINTS =
            Map.of("/oauth2/token", "auth.token", "/oauth2/introspect", "auth.introspect");

    private final transient Faults faults;

    FaultFilter(Faults faults) {
        this.faults = faults;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!LoopbackHosts.names(request.getServerName())) {
            response.sendError(421);
            return;
        }
        var point = POINTS.get(request.getRequestURI());
        if (point == null || !faults.on(point)) {
            chain.doFilter(request, response);
            return;
        }
        var reply = faults.around(point, () -> Reply.ok(Map.of()));
        if (reply.status() == 200) {
            chain.doFilter(request, response);
            return;
        }
        response.setStatus(reply.status());
        reply.headers().forEach(response::setHeader);
        response.setContentType(reply.type());
        response.getOutputStream().write(reply.body());
    }
}
