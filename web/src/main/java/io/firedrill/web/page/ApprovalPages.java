package io.firedrill.web.page;

import java.util.Set;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import io.firedrill.engine.library.Library;
import io.firedrill.engine.library.Library.Subject;
import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.run.RunState;
import io.firedrill.engine.run.Runs;
import io.firedrill.web.security.People;

/** What waits for a second person's approval. */
@Controller
class ApprovalPages {
    private static final int WAITING = 50;

    private final Library library;
    private final Standings standings;
    private final Runs runs;

    ApprovalPages(Library library, Standings standings, Runs runs) {
        this.library = library;
        this.standings = standings;
        this.runs = runs;
    }

    @GetMapping("/approvals")
    String approvals(Model model) {
        var waiting = new Runs.Filter(null, null, null, Set.of(RunState.WAITING), null, null, null, WAITING);
        model.addAttribute(
                "waiting", runs.list(waiting).stream().map(RunSummary::of).toList());
        model.addAttribute("runbooks", standings.runbooks());
        model.addAttribute("templates", standings.templates());
        return "approvals";
    }

    @PostMapping("/approvals/runbooks/{key}/{hash}")
    String approveRunbook(
            @PathVariable String key,
            @PathVariable String hash,
            @RequestParam String act,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "/approvals") String back,
            RedirectAttributes after) {
        decide(Subject.RUNBOOK, hash, act, reason, after, "Runbook " + key);
        return Preferences.back(back);
    }

    @PostMapping("/approvals/templates/{hash}")
    String approveTemplate(
            @PathVariable String hash,
            @RequestParam String act,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "/approvals") String back,
            RedirectAttributes after) {
        decide(Subject.TEMPLATE, hash, act, reason, after, "The message");
        return Preferences.back(back);
    }

    private void decide(
            Subject subject, String hash, String act, String reason, RedirectAttributes after, String what) {
        var person = People.current().name();
        try {
            if (act.equals("withdraw")) {
                library.withdraw(subject, hash, reason, person);
                after.addFlashAttribute("done", what + " is no longer approved.");
            } else {
                library.approve(subject, hash, person);
                after.addFlashAttribute("done", what + " is approved.");
            }
        } catch (FiredrillException refusal) {
            after.addFlashAttribute("problems", refusal.problems());
        }
    }
}
