package io.firedrill.web.page;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

import io.firedrill.engine.library.Library;
import io.firedrill.engine.run.RunState;
import io.firedrill.engine.run.Runs;
import io.firedrill.web.security.People;
import io.firedrill.web.security.SignInOptions;

/** Sign-in, the first page, and the theme switch. */
@Controller
class HomePage {
    private static final int ACTIVE = 50;
    private static final int LATEST = 8;
    private static final int YEAR = 365 * 24 * 3600;

    private final Runs runs;
    private final Library library;
    private final SignInOptions signIn;

    HomePage(Runs runs, Library library, SignInOptions signIn) {
        this.runs = runs;
        this.library = library;
        this.signIn = signIn;
    }

    @GetMapping("/login")
    String login(Model model) {
        model.addAttribute("provider", signIn.provider());
        model.addAttribute("passwords", signIn.passwordsFile());
        return "login";
    }

    @GetMapping("/")
    String home(Model model) {
        var active =
                runs.list(filter(active(), ACTIVE)).stream().map(RunSummary::of).toList();
        var ended = EnumSet.complementOf(EnumSet.copyOf(active()));
        model.addAttribute("active", active);
        model.addAttribute("mine", active.stream().filter(HomePage::waitsForMe).toList());
        model.addAttribute(
                "latest",
                runs.list(filter(ended, LATEST)).stream().map(RunSummary::of).toList());
        model.addAttribute("runbooks", library.newest().size());
        return "home";
    }

    @PostMapping("/theme")
    String theme(
            @RequestParam String theme,
            @RequestParam String back,
            HttpServletRequest request,
            HttpServletResponse response) {
        var cookie = new Cookie("theme", Set.of("light", "dark").contains(theme) ? theme : "auto");
        cookie.setPath("/");
        cookie.setMaxAge(YEAR);
        cookie.setHttpOnly(true);
        cookie.setSecure(request.isSecure());
        cookie.setAttribute("SameSite", "Strict");
        response.addCookie(cookie);
        // Only an address of our own: one slash and no scheme.
        return "redirect:" + (back.matches("/(?![/\\\\])[A-Za-z0-9/._-]{0,200}") || back.equals("/") ? back : "/");
    }

    private static boolean waitsForMe(RunSummary run) {
        var next = run.next();
        return next != null && People.current().roleLabels().contains(next.who());
    }

    private static Set<RunState> active() {
        var states = EnumSet.noneOf(RunState.class);
        List.of(RunState.values()).stream().filter(state -> !state.ended()).forEach(states::add);
        return states;
    }

    private static Runs.Filter filter(Set<RunState> states, int limit) {
        return new Runs.Filter(null, null, null, states, null, null, null, limit);
    }
}
