package io.firedrill.web.page;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import io.firedrill.web.security.People;
import io.firedrill.web.security.PersonalTokens;

/** How the reader wants the pages, and the logins they have. */
@Controller
class PreferencePages {
    private final PersonalTokens tokens;
    private final ZoneChoices zones;

    PreferencePages(PersonalTokens tokens, ZoneChoices zones) {
        this.tokens = tokens;
        this.zones = zones;
    }

    @GetMapping("/settings")
    String settings(HttpServletRequest request, Model model) {
        model.addAttribute("zones", zones.all());
        model.addAttribute("tokens", tokens.of(People.current().name()));
        var session = request.getSession(false);
        model.addAttribute("sessionSince", session == null ? null : Instant.ofEpochMilli(session.getCreationTime()));
        model.addAttribute("sessionIdle", session == null ? 0 : session.getMaxInactiveInterval() / 60);
        return "settings";
    }

    @PostMapping("/settings")
    String save(
            @RequestParam(defaultValue = "") String zone,
            @RequestParam(defaultValue = "utc") String clock,
            @RequestParam(defaultValue = "auto") String theme,
            @RequestParam(defaultValue = "off") String keys,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes back) {
        var known = Preferences.zone(zone).map(ZoneId::getId).orElse(null);
        Preferences.keep(request, response, "zone", known);
        Preferences.keep(request, response, "zone-chosen", known == null ? null : "yes");
        Preferences.keep(request, response, "clock", clock.equals("local") ? "local" : null);
        Preferences.keep(request, response, "theme", theme(theme));
        Preferences.keep(request, response, "keys", keys.equals("on") ? null : "off");
        back.addFlashAttribute("done", "Saved in this browser.");
        return "redirect:/settings";
    }

    @PostMapping("/settings/tokens/{id}/revoke")
    String revoke(@PathVariable String id, RedirectAttributes back) {
        if (tokens.revoke(id, People.current().name())) back.addFlashAttribute("done", "The token is revoked.");
        else back.addFlashAttribute("done", "There is no such token of yours any more.");
        return "redirect:/settings";
    }

    @PostMapping("/theme")
    String theme(
            @RequestParam String theme,
            @RequestParam String back,
            HttpServletRequest request,
            HttpServletResponse response) {
        Preferences.keep(request, response, "theme", theme(theme));
        return Preferences.back(back);
    }

    @PostMapping("/clock")
    String clock(
            @RequestParam String clock,
            @RequestParam String back,
            HttpServletRequest request,
            HttpServletResponse response) {
        Preferences.keep(request, response, "clock", clock.equals("local") ? "local" : null);
        return Preferences.back(back);
    }

    private static String theme(String wish) {
        return Set.of("light", "dark").contains(wish) ? wish : "auto";
    }
}
