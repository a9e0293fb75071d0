package io.firedrill.web.page;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import io.firedrill.engine.library.Library;
import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.problem.Problem;
import io.firedrill.engine.run.RunMode;
import io.firedrill.engine.schedule.Plan;
import io.firedrill.engine.schedule.PlanId;
import io.firedrill.engine.schedule.Plans;
import io.firedrill.engine.schedule.Slot;
import io.firedrill.engine.target.Targets;
import io.firedrill.runbooks.model.Parameter;
import io.firedrill.web.security.People;

/** Planned drills: the list, one with its slots, and adding, pausing and removing one. */
@Controller
class PlanPages {
    private static final int SHOWN = 200;
    private static final int COMING = 6;
    private static final int PAST = 50;
    private static final int EVENTS = 200;
    private static final int NOT_STARTED = 10;
    private static final String PREVIEW = "preview";

    private final Plans plans;
    private final Library library;
    private final Targets targets;
    private final ZoneChoices zones;

    PlanPages(Plans plans, Library library, Targets targets, ZoneChoices zones) {
        this.plans = plans;
        this.library = library;
        this.targets = targets;
        this.zones = zones;
    }

    @GetMapping("/plans")
    String list(@RequestParam Map<String, String> query, Model model) {
        var view = new ListView("/plans", query);
        var removed = view.is("state", "removed");
        var filter = new Plans.Filter(
                removed ? Set.of(Plan.State.REMOVED) : Set.of(),
                view.get("runbook").isEmpty() ? null : view.get("runbook"),
                view.get("target").isEmpty() ? null : view.get("target"),
                null,
                SHOWN);
        model.addAttribute("list", view);
        model.addAttribute("plans", plans.list(filter).stream().map(PlanRow::of).toList());
        model.addAttribute("removed", removed);
        model.addAttribute("notStarted", slots(plans.past(Set.of(Slot.State.MISSED, Slot.State.REFUSED), NOT_STARTED)));
        return "plans";
    }

    @GetMapping("/plans/{id}")
    String show(@PathVariable String id, Model model) {
        var plan = plan(id);
        model.addAttribute("row", PlanRow.of(plan));
        model.addAttribute(
                "coming",
                plans.upcoming(plan.id(), COMING).stream()
                        .map(slot -> SlotRow.of(slot, plan))
                        .toList());
        model.addAttribute(
                "past",
                plans.past(plan.id(), PAST).stream()
                        .map(slot -> SlotRow.of(slot, plan))
                        .toList());
        model.addAttribute("events", plans.events(plan.id(), 0, EVENTS));
        return "plan";
    }

    @GetMapping("/plans/new")
    String form(@RequestParam Map<String, String> query, HttpServletRequest request, Model model) {
        return form(PlanForm.read(query, newKey(), zones.of(request)), model);
    }

    @PostMapping("/plans/new")
    String add(
            @RequestParam Map<String, String> sent,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes back) {
        var form = PlanForm.read(sent, newKey(), zones.of(request));
        try {
            var wish = form.request(parameters(form.start().runbook()));
            if (PREVIEW.equals(sent.get("act"))) {
                model.addAttribute("preview", plans.preview(wish));
                return form(form, model);
            }
            var added = plans.add(wish, People.current().name());
            back.addFlashAttribute("done", added.created() ? "Planned." : "This was planned before.");
            back.addFlashAttribute("warnings", added.warnings());
            return "redirect:/plans/" + added.plan().id();
        } catch (FiredrillException refusal) {
            model.addAttribute("problems", refusal.problems());
        }
        response.setStatus(422);
        return form(form, model);
    }

    @PostMapping("/plans/{id}/pause")
    String pause(@PathVariable String id, @RequestParam String reason, RedirectAttributes back) {
        return act(id, back, "Paused. Its slots are skipped.", plan -> plans.pause(plan.id(), said(reason), actor()));
    }

    @PostMapping("/plans/{id}/resume")
    String resume(@PathVariable String id, @RequestParam(defaultValue = "") String reason, RedirectAttributes back) {
        var why = reason.isBlank() ? null : reason.strip();
        return act(id, back, "Resumed.", plan -> plans.resume(plan.id(), why, actor()));
    }

    @PostMapping("/plans/{id}/remove")
    String remove(@PathVariable String id, @RequestParam String reason, RedirectAttributes back) {
        return act(id, back, "Removed. Its history stays.", plan -> plans.remove(plan.id(), said(reason), actor()));
    }

    private String act(String id, RedirectAttributes back, String done, UnaryOperator<Plan> act) {
        var plan = plan(id);
        try {
            plan = act.apply(plan);
            back.addFlashAttribute("done", done);
        } catch (FiredrillException refusal) {
            back.addFlashAttribute("problems", refusal.problems());
        }
        return "redirect:/plans/" + plan.id();
    }

    private static String said(String text) {
        if (text.isBlank())
            throw FiredrillException.invalid(
                    List.of(Problem.at("reason", "FD-FIELD", "Nothing was written.", "Say why in a few words.")));
        return text.strip();
    }

    private String form(PlanForm form, Model model) {
        var runbooks = library.newest();
        var asked = form.start().runbook();
        var chosen = asked.isEmpty() && !runbooks.isEmpty()
                ? runbooks.get(0).runbook().key()
                : asked;
        model.addAttribute("form", form);
        model.addAttribute("runbooks", runbooks);
        model.addAttribute("chosen", library.find(chosen, null).orElse(null));
        model.addAttribute("inputs", form.start().inputs(PlanForm.plannable(parameters(chosen)), RunMode.DRILL));
        model.addAttribute("targets", targets.all());
        model.addAttribute("zones", zones.all());
        model.addAttribute("every", PlanForm.EVERY);
        model.addAttribute("nth", PlanForm.NTH);
        model.addAttribute("weekdays", PlanForm.WEEKDAYS);
        model.addAttribute(
                "windows",
                PlanForm.WINDOWS.stream()
                        .map(text -> Map.entry(text, PlanForm.words(Duration.parse(text))))
                        .toList());
        return "plan-new";
    }

    private List<SlotRow> slots(List<Slot> found) {
        var rows = new ArrayList<SlotRow>();
        for (var slot : found) plans.find(slot.plan()).ifPresent(plan -> rows.add(SlotRow.of(slot, plan)));
        return rows;
    }

    private List<Parameter> parameters(String runbook) {
        return library.find(runbook, null)
                .map(entry -> entry.runbook().parameters())
                .orElse(List.of());
    }

    private Plan plan(String id) {
        try {
            return plans.find(PlanId.parse(id)).orElseThrow(() -> unknown(id));
        } catch (IllegalArgumentException noId) {
            throw unknown(id);
        }
    }

    private static FiredrillException unknown(String id) {
        return FiredrillException.notFound(
                "FD-PLAN-UNKNOWN",
                "There is no plan '%s'.".formatted(id.length() > 40 ? id.substring(0, 40) + "…" : id),
                "List the plans: firedrill drill plan list");
    }

    private static String actor() {
        return People.current().name();
    }

    private static String newKey() {
        return UUID.randomUUID().toString();
    }
}
