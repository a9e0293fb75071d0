package io.firedrill.web.page;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

import io.firedrill.engine.library.Library;
import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.problem.Problem;
import io.firedrill.engine.run.RunControl;
import io.firedrill.engine.run.RunMode;
import io.firedrill.engine.target.Targets;
import io.firedrill.runbooks.model.Parameter;
import io.firedrill.web.security.Login;
import io.firedrill.web.security.People;
import io.firedrill.web.security.TooManyTriesException;

/** The two start forms. They share fields, never an address, a colour or a word that could be mistaken. */
@Controller
class StartPages {
    private static final String PREVIEW = "preview";
    private static final String HELD = "FD-TARGET-HELD-BY-DRILL";

    private final RunControl control;
    private final Library library;
    private final Targets targets;
    private final Login login;

    StartPages(RunControl control, Library library, Targets targets, Login login) {
        this.control = control;
        this.library = library;
        this.targets = targets;
        this.login = login;
    }

    @GetMapping("/drills/new")
    String newDrill(@RequestParam Map<String, String> query, Model model) {
        return form(RunMode.DRILL, StartForm.read(query, newKey()), model);
    }

    @GetMapping("/incidents/new")
    String newIncident(@RequestParam Map<String, String> query, Model model) {
        return form(RunMode.REAL, StartForm.read(query, newKey()), model);
    }

    @PostMapping("/drills/new")
    String startDrill(
            @RequestParam Map<String, String> form,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return start(RunMode.DRILL, form, request, response, model);
    }

    @PostMapping("/incidents/new")
    String startIncident(
            @RequestParam Map<String, String> form,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return start(RunMode.REAL, form, request, response, model);
    }

    private String start(
            RunMode mode,
            Map<String, String> sent,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var form = StartForm.read(sent, newKey());
        var person = People.current();
        try {
            var wish = form.request(mode, parameters(form.runbook()));
            if (PREVIEW.equals(sent.get("act"))) {
                model.addAttribute("preview", control.preview(wish, person.name()));
                return form(mode, form, model);
            }
            if (mode == RunMode.REAL) login.confirm(person, sent.getOrDefault("password", ""), request.getRemoteAddr());
            return "redirect:/runs/" + control.start(wish, person.name()).run().id();
        } catch (FiredrillException refusal) {
            model.addAttribute("problems", refusal.problems());
            model.addAttribute(
                    "held", refusal.problems().stream().anyMatch(p -> p.code().equals(HELD)));
        } catch (TooManyTriesException refusal) {
            model.addAttribute(
                    "problems",
                    List.of(Problem.of(
                            "FD-TOO-MANY",
                            String.valueOf(refusal.getMessage()),
                            "Try again in %d s.".formatted(refusal.retryAfterSeconds()))));
        }
        response.setStatus(422);
        return form(mode, form, model);
    }

    private String form(RunMode mode, StartForm form, Model model) {
        var runbooks = library.newest();
        var chosen = form.runbook().isEmpty() && !runbooks.isEmpty()
                ? runbooks.get(0).runbook().key()
                : form.runbook();
        model.addAttribute("real", mode == RunMode.REAL);
        model.addAttribute("form", form);
        model.addAttribute("runbooks", runbooks);
        model.addAttribute("chosen", library.find(chosen, null).orElse(null));
        model.addAttribute("inputs", form.inputs(parameters(chosen), mode));
        model.addAttribute(
                "targets",
                targets.all().stream()
                        .filter(target -> mode == RunMode.DRILL || target.hasReal())
                        .map(target ->
                                new Choice(target, targets.holder(target.name()).orElse(null)))
                        .toList());
        return "start";
    }

    record Choice(Targets.Target target, Targets.@org.jspecify.annotations.Nullable Holder holder) {}

    private List<Parameter> parameters(String runbook) {
        return library.find(runbook, null)
                .map(entry -> entry.runbook().parameters())
                .orElse(List.of());
    }

    private static String newKey() {
        return UUID.randomUUID().toString();
    }
}
