package io.firedrill.integrations.sandbox.net;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Puts a {@link Handler} behind a servlet container. Refuses foreign host names, so that no web page can reach it. */
public final class HandlerServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_BODY = 256 * 1024;

    private final transient Handler handler;

    public HandlerServlet(Handler handler) {
        this.handler = handler;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        send(response, answer(request));
    }

    private Reply answer(HttpServletRequest request) throws IOException {
        if (!LoopbackHosts.names(request.getServerName()))
            return Reply.refusal(421, "host", "This server answers to 127.0.0.1 only.");
        var body = request.getInputStream().readNBytes(LONGEST_BODY + 1);
        if (body.length > LONGEST_BODY) return Reply.refusal(413, "body", "The body is too long.");
        var path = request.getPathInfo() == null
                ? request.getServletPath()
                : request.getServletPath() + request.getPathInfo();
        return handler.handle(new Request(
                request.getMethod(), path, query(request), request.getHeader("Authorization"), body, Map.of()));
    }

    private static Map<String, String> query(HttpServletRequest request) {
        if (request.getQueryString() == null) return Map.of();
        var query = new HashMap<String, String>();
        request.getParameterMap().forEach((name, values) -> query.put(name, values[0]));
        return query;
    }

    private static void send(HttpServletResponse response, Reply reply) throws IOException {
        response.setStatus(reply.status());
        response.setContentType(reply.type());
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        reply.headers().forEach(response::setHeader);
        response.setContentLength(reply.body().length);
        response.getOutputStream().write(reply.body());
    }
}
