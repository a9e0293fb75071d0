package io.firedrill.web.api;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.schedule.PlanId;
import io.firedrill.engine.schedule.PlanRequest;
import io.firedrill.engine.schedule.Plans;
import io.firedrill.engine.schedule.Slot;
import io.firedrill.web.security.People;

/** Planned drills. There is no way to plan a real run. */
@RestController
@RequestMapping("/api/v1")
class PlanController {
    private static final int NEXT = 4;
    private static final int PAST = 20;
    private static final Duration AHEAD = Duration.ofDays(92);

    private final Plans plans;
    private final InstantSource clock;

    PlanController(Plans plans, InstantSource clock) {
        this.plans = plans;
        this.clock = clock;
    }

    @GetMapping("/plans")
    Views.Many<PlanViews.PlanView> list(@RequestParam Map<String, String> query) {
        var items = plans.list(PlanQuery.plans(query)).stream()
                .map(PlanViews.PlanView::of)
                .toList();
        return new Views.Many<>("firedrill.plans/v1", items);
    }

    @PostMapping("/plans")
    ResponseEntity<Object> add(
            @RequestBody Bodies.Plan body,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key) {
        var request = request(body, IdempotencyKey.checked(key));
        if (dryRun) return ResponseEntity.ok(PlanViews.PreviewView.of(plans.preview(request)));
        var added = plans.add(request, People.current().name());
        var view = whole(added.plan().id()).warned(added.warnings());
        if (!added.created()) return ResponseEntity.ok(view);
        return ResponseEntity.created(URI.create("/api/v1/plans/" + view.id())).body(view);
    }

    @GetMapping("/plans/{id}")
    PlanViews.PlanView show(@PathVariable String id) {
        return whole(id(id));
    }

    @GetMapping("/plans/{id}/events")
    Views.Many<Views.EventView> events(
            @PathVariable String id,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "100") int limit) {
        var items = plans.events(id(id), after, Math.max(1, Math.min(limit, 1000))).stream()
                .map(Views.EventView::of)
                .toList();
        return new Views.Many<>("firedrill.plan-events/v1", items);
    }

    @PostMapping("/plans/{id}/pause")
    PlanViews.PlanView pause(@PathVariable String id, @RequestBody Bodies.Reason body) {
        return PlanViews.PlanView.of(
                plans.pause(id(id), body.reason(), People.current().name()));
    }

    @PostMapping("/plans/{id}/resume")
    PlanViews.PlanView resume(@PathVariable String id, @RequestBody Bodies.MaybeReason body) {
        return PlanViews.PlanView.of(
                plans.resume(id(id), body.reason(), People.current().name()));
    }

    @DeleteMapping("/plans/{id}")
    PlanViews.PlanView remove(@PathVariable String id, @RequestBody Bodies.Reason body) {
        return PlanViews.PlanView.of(
                plans.remove(id(id), body.reason(), People.current().name()));
    }

    @GetMapping("/slots")
    Views.Many<PlanViews.SlotView> slots(@RequestParam Map<String, String> query) {
        var asked = PlanQuery.slots(query);
        return new Views.Many<>(
                "firedrill.slots/v1",
                found(asked).stream().map(PlanViews.SlotView::of).toList());
    }

    private List<Slot> found(PlanQuery.Slots asked) {
        if (!asked.upcoming()) return plans.past(asked.states(), asked.limit());
        Instant until = asked.until() == null ? clock.instant().plus(AHEAD) : asked.until();
        return plans.upcoming(until, asked.limit());
    }

    private PlanViews.PlanView whole(PlanId id) {
        var plan = plans.find(id).orElseThrow(() -> unknown(id.toString()));
        return PlanViews.PlanView.of(plan, plans.upcoming(id, NEXT), plans.past(id, PAST));
    }

    private static PlanId id(String id) {
        try {
            return PlanId.parse(id);
        } catch (IllegalArgumentException e) {
            throw unknown(id.length() > 40 ? id.substring(0, 40) + "…" : id);
        }
    }

    private static FiredrillException unknown(String id) {
        return FiredrillException.notFound(
                "FD-NO-PLAN", "There is no plan '%s'.".formatted(id), "List plans: firedrill plan list");
    }

    private static PlanRequest request(Bodies.Plan body, @Nullable String key) {
        var parameters = body.parameters();
        var window = body.windowSeconds();
        return new PlanRequest(
                body.title(),
                body.runbook(),
                body.version(),
                body.target(),
                parameters == null ? Map.of() : parameters,
                body.every(),
                body.day(),
                body.at(),
                body.zone(),
                window == null ? null : Duration.ofSeconds(window),
                body.weekend(),
                body.missed(),
                body.reason(),
                key);
    }
}
