package io.firedrill.web.page;

import java.time.InstantSource;
import java.time.ZoneId;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

import io.firedrill.engine.run.HaltAll;
import io.firedrill.web.security.People;
import io.firedrill.web.security.Person;

/** What every page knows: the reader, their rights and preferences, and whether everything is halted. */
@ControllerAdvice(basePackageClasses = PageModel.class)
class PageModel {
    private static final Logger LOG = LoggerFactory.getLogger(PageModel.class);

    private final HaltAll lever;
    private final InstantSource clock;
    private final ZoneId zone;

    PageModel(HaltAll lever, InstantSource clock, @Value("${firedrill.zone:UTC}") ZoneId zone) {
        this.lever = lever;
        this.clock = clock;
        this.zone = zone;
    }

    @ModelAttribute("me")
    @Nullable
    Person me() {
        return People.of(SecurityContextHolder.getContext().getAuthentication());
    }

    @ModelAttribute("may")
    May may() {
        var me = me();
        return me == null ? May.NOTHING : May.of(me);
    }

    @ModelAttribute("likes")
    Preferences likes(HttpServletRequest request) {
        return Preferences.of(request);
    }

    @ModelAttribute("times")
    Times times(HttpServletRequest request) {
        var likes = Preferences.of(request);
        var own = likes.zone();
        return new Times(own == null ? zone : own, likes.local(), clock.instant());
    }

    /** The page's path, for what is marked in the navigation. */
    @ModelAttribute("path")
    String path(HttpServletRequest request) {
        return failed(request) instanceof String address ? address : request.getRequestURI();
    }

    /** The address to come back to. */
    @ModelAttribute("here")
    String here(HttpServletRequest request) {
        if (!request.getMethod().equals("GET")) return "/";
        if (failed(request) instanceof String address) return address;
        var query = request.getQueryString();
        return query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
    }

    @ModelAttribute("haltedAll")
    HaltAll.@Nullable Status haltedAll() {
        if (me() == null) return null;
        try {
            return lever.status().orElse(null);
        } catch (DataAccessException | TransactionException down) {
            // The page itself will say so; the page that says it must not fail for the same reason.
            LOG.warn("Whether everything is halted could not be read: {}", down.toString());
            return null;
        }
    }

    private static @Nullable Object failed(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    }
}
