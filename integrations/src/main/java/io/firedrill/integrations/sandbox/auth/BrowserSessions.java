package io.firedrill.integrations.sandbox.auth;

import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

/** Who is signed in at the login page, so that a revocation can end that too. Thread-safe. */
final class BrowserSessions implements HttpSessionListener, HttpSessionIdListener {
    private final Map<String, HttpSession> sessions = new ConcurrentHashMap<>();

    @Override
    public void sessionCreated(HttpSessionEvent event) {
        sessions.put(event.getSession().getId(), event.getSession());
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        sessions.remove(event.getSession().getId());
    }

    @Override
    public void sessionIdChanged(HttpSessionEvent event, String before) {
        sessions.remove(before);
        sessions.put(event.getSession().getId(), event.getSession());
    }

    int size() {
        return sessions.size();
    }

    int endAll() {
        return end(who -> true);
    }

    int endOf(String subject) {
        return end(who -> subject.equals(who.getName()));
    }

    int endSession(String session) {
        return end(who -> session.equals(Grants.session(who)));
    }

    private int end(Predicate<Authentication> which) {
        var ended = 0;
        for (var session : new ArrayList<>(sessions.values())) {
            try {
                var who = who(session);
                if (who == null || !which.test(who)) continue;
                session.invalidate();
                ended++;
            } catch (IllegalStateException gone) {
                sessions.values().remove(session);
            }
        }
        return ended;
    }

    private static @Nullable Authentication who(HttpSession session) {
        var name = HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY;
        return session.getAttribute(name) instanceof SecurityContext context ? context.getAuthentication() : null;
    }
}
