package io.firedrill.web.page;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

import io.firedrill.engine.run.RunState;
import io.firedrill.engine.run.Runs;
import io.firedrill.engine.schedule.Plans;
import io.firedrill.engine.schedule.Slot;
import io.firedrill.web.security.People;
import io.firedrill.web.security.SignInOptions;

/** Sign-in and the first page. */
@Controller
class HomePage {
    private static final int ACTIVE = 50;
    private static final int LATEST = 8;
    private static final int COMING = 4;
    private static final Duration LATELY = Duration.ofDays(35);
    private static final Duration AHEAD = Duration.ofDays(120);

    private final Runs runs;
    private final Plans plans;
    private final InstantSource clock;
    private final SignInOptions signIn;

    HomePage(Runs runs, Plans plans, InstantSource clock, SignInOptions signIn) {
        this.runs = runs;
        this.plans = plans;
        this.clock = clock;
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
        model.addAttribute("planned", slots(plans.upcoming(clock.instant().plus(AHEAD), COMING)));
        var lately = clock.instant().minus(LATELY);
        model.addAttribute(
                "missed",
                slots(plans.past(Set.of(Slot.State.MISSED, Slot.State.REFUSED), COMING)).stream()
                        .filter(row -> row.slot().dueAt().isAfter(lately))
                        .toList());
        return "home";
    }

    private List<SlotRow> slots(List<Slot> found) {
        var rows = new ArrayList<SlotRow>();
        for (var slot : found) plans.find(slot.plan()).ifPresent(plan -> rows.add(SlotRow.of(slot, plan)));
        return rows;
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
