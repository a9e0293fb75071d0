package io.firedrill.web.page;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * How a reader wants the pages, kept in cookies of their browser.
 *
 * @param zone the reader's zone; null until they or their browser said one
 * @param chosen whether the reader picked the zone, so that the browser's is not taken instead
 * @param local whether that zone comes before UTC
 * @param theme {@code light}, {@code dark} or {@code auto}
 * @param keys whether single keys are shortcuts
 */
record Preferences(@Nullable ZoneId zone, boolean chosen, boolean local, String theme, boolean keys) {
    private static final int YEAR = 365 * 24 * 3600;
    private static final String OWN_ADDRESS = "/(?![/\\\\])[A-Za-z0-9/._~?&=%+,:-]{0,500}";

    static Preferences of(HttpServletRequest request) {
        return new Preferences(
                cookie(request, "zone").flatMap(Preferences::zone).orElse(null),
                cookie(request, "zone-chosen").isPresent(),
                cookie(request, "clock").filter("local"::equals).isPresent(),
                cookie(request, "theme")
                        .filter(Set.of("light", "dark")::contains)
                        .orElse("auto"),
                cookie(request, "keys").filter("off"::equals).isEmpty());
    }

    /** Keeps a preference for a year; null forgets it. */
    static void keep(HttpServletRequest request, HttpServletResponse response, String name, @Nullable String value) {
        var cookie = new Cookie(name, value == null ? "" : value);
        cookie.setPath("/");
        cookie.setMaxAge(value == null ? 0 : YEAR);
        cookie.setHttpOnly(!name.equals("zone"));
        cookie.setSecure(request.isSecure());
        cookie.setAttribute("SameSite", "Strict");
        response.addCookie(cookie);
    }

    /** Back to an address of our own (one slash and no scheme), or home. */
    static String back(String address) {
        return "redirect:" + (address.equals("/") || address.matches(OWN_ADDRESS) ? address : "/");
    }

    static Optional<ZoneId> zone(String name) {
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
