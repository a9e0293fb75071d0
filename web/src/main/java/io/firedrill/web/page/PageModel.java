package io.firedrill.web.page;

import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

import io.firedrill.engine.run.HaltAll;
import io.firedrill.web.security.People;
import io.firedrill.web.security.Person;

/** What every page knows: the reader, their rights, zone and theme, and whether everything is halted. */
@ControllerAdvice(basePackageClasses = PageModel.class)
class PageModel {
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

    @ModelAttribute("times")
    Times times(HttpServletRequest request) {
        return new Times(cookie(request, "zone").flatMap(PageModel::zone).orElse(zone), clock.instant());
    }

    @ModelAttribute("theme")
    String theme(HttpServletRequest request) {
        return cookie(request, "theme")
                .filter(theme -> theme.equals("light") || theme.equals("dark"))
                .orElse("auto");
    }

    @ModelAttribute("here")
    String here(HttpServletRequest request) {
        return request.getRequestURI();
    }

    @ModelAttribute("haltedAll")
    HaltAll.@Nullable Status haltedAll() {
        return me() == null ? null : lever.status().orElse(null);
    }

    private static Optional<ZoneId> zone(String name) {
        try {
            return Optional.of(ZoneId.of(name.replace("%2F", "/")));
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }

    private static Optional<String> cookie(HttpServletRequest request, String name) {
        var cookies = request.getCookies();
        if (cookies == null) return Optional.empty();
        return Arrays.stream(cookies)
                .filter(cookie -> cookie.getName().equals(name))
                .map(Cookie::getValue)
                .findFirst();
    }
}
