package io.firedrill.web.page;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.problem.Problem;
import io.firedrill.engine.run.Run;
import io.firedrill.engine.run.RunControl;
import io.firedrill.engine.run.RunMode;
import io.firedrill.web.api.Lookups;
import io.firedrill.web.security.Login;
import io.firedrill.web.security.People;
import io.firedrill.web.security.TooManyTriesException;

/** The forms on a run's page. Each leads back to the page, with what was done or why not. */
@Controller
class RunActs {
    private final RunControl control;
    private final Lookups lookups;
    private final Login login;

    RunActs(RunControl control, Lookups lookups, Login login) {
        this.control = control;
        this.lookups = lookups;
        this.login = login;
    }

    @PostMapping("/runs/{id}/halt")
    String halt(@PathVariable String id, @RequestParam String reason, RedirectAttributes back) {
        return act(id, back, "Halted. No new effect starts.", run -> control.halt(run.id(), said(reason), actor()));
    }

    @PostMapping("/runs/{id}/resume")
    String resume(@PathVariable String id, @RequestParam(defaultValue = "") String reason, RedirectAttributes back) {
        return act(id, back, "Resumed.", run -> control.resume(run.id(), maybe(reason), actor()));
    }

    @PostMapping("/runs/{id}/abort")
    String abort(
            @PathVariable String id,
            @RequestParam String reason,
            @RequestParam(defaultValue = "") String confirm,
            RedirectAttributes back) {
        return act(id, back, "Rolling back.", run -> {
            if (run.mode() == RunMode.REAL && !Objects.equals(run.target(), confirm.strip()))
                throw invalid("confirm", "The typed name is not the target's.", "Type " + run.target() + ".");
            return control.abort(run.id(), said(reason), actor());
        });
    }

    @PostMapping("/runs/{id}/note")
    String note(@PathVariable String id, @RequestParam String text, RedirectAttributes back) {
        return act(id, back, "Noted.", run -> control.note(run.id(), said(text), actor()));
    }

    @PostMapping("/runs/{id}/steps/{step}/approve")
    String approve(
            @PathVariable String id,
            @PathVariable String step,
            @RequestParam(defaultValue = "") String comment,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            RedirectAttributes back) {
        return act(id, back, "Approved.", run -> {
            if (run.mode() == RunMode.REAL) login.confirm(People.current(), password, request.getRemoteAddr());
            return control.approve(run.id(), step, maybe(comment), actor());
        });
    }

    @PostMapping("/runs/{id}/steps/{step}/reject")
    String reject(
            @PathVariable String id, @PathVariable String step, @RequestParam String reason, RedirectAttributes back) {
        return act(
                id,
                back,
                "Rejected. The run rolls back.",
                run -> control.reject(run.id(), step, said(reason), actor()));
    }

    @PostMapping("/runs/{id}/steps/{step}/retry")
    String retry(
            @PathVariable String id,
            @PathVariable String step,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes back) {
        return act(id, back, "The step is tried again.", run -> control.retry(run.id(), step, maybe(reason), actor()));
    }

    @PostMapping("/runs/{id}/steps/{step}/skip")
    String skip(
            @PathVariable String id, @PathVariable String step, @RequestParam String reason, RedirectAttributes back) {
        return act(id, back, "The step is skipped.", run -> control.skip(run.id(), step, said(reason), actor()));
    }

    private String act(String id, RedirectAttributes back, String done, Function<Run, Run> act) {
        var run = lookups.run(id);
        try {
            var after = act.apply(run);
            back.addFlashAttribute("done", done);
            return "redirect:/runs/" + after.id();
        } catch (FiredrillException refusal) {
            back.addFlashAttribute("problems", refusal.problems());
        } catch (TooManyTriesException refusal) {
            back.addFlashAttribute(
                    "problems",
                    List.of(Problem.of(
                            "FD-TOO-MANY",
                            String.valueOf(refusal.getMessage()),
                            "Try again in %d s.".formatted(refusal.retryAfterSeconds()))));
        }
        return "redirect:/runs/" + run.id();
    }

    private static String actor() {
        return People.current().name();
    }

    private static String said(String text) {
        if (text.isBlank()) throw invalid("reason", "Nothing was written.", "Say why in a few words.");
        return text.strip();
    }

    private static @Nullable String maybe(String text) {
        return text.isBlank() ? null : text.strip();
    }

    private static FiredrillException invalid(String where, String message, String next) {
        return FiredrillException.invalid(List.of(Problem.at(where, "FD-FIELD", message, next)));
    }
}
