package io.firedrill.web.page;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

import io.firedrill.engine.library.Library;
import io.firedrill.engine.run.RunState;
import io.firedrill.engine.run.Runs;
import io.firedrill.web.security.People;
import io.firedrill.web.security.SignInOptions;

/** Sign-in and the first page. */
@Controller
class HomePage {
    private static final int ACTIVE = 50;
    private static final int LATEST = 8;

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
                runs.list(filter(active(), ACTIVE)).stream().map(Progress::of).toList();
        var ended = EnumSet.complementOf(EnumSet.copyOf(active()));
        model.addAttribute("active", active);
        model.addAttribute(
                "mine",
                active.stream().filter(progress -> waitsForMe(progress.run())).toList());
        model.addAttribute(
                "latest",
                runs.list(filter(ended, LATEST)).stream().map(RunSummary::of).toList());
        model.addAttribute("trend", Trend.ofLatest(runs, null, null));
        model.addAttribute("runbooks", library.newest().size());
        return "home";
    }

    private static boolean waitsForMe(RunSummary run) {
        var next = run.next();
        var me = People.current();
        if (next == null || !me.roleLabels().contains(next.who())) return false;
        // Nobody approves what they asked for.
        return !next.who().equals("approver") || !run.startedBy().equals(me.name());
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
