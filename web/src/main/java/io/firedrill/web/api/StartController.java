package io.firedrill.web.api;

import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.problem.Problem;
import io.firedrill.engine.run.RunControl;
import io.firedrill.engine.run.RunMode;
import io.firedrill.engine.run.StartRequest;
import io.firedrill.engine.run.StartRequest.OverDrill;
import io.firedrill.engine.target.Targets;
import io.firedrill.web.security.People;
import io.firedrill.web.security.Person;
import io.firedrill.web.security.StepUps;

/** Starting: drills and incidents are different nouns, so that neither can be meant and the other got. */
@RestController
@RequestMapping("/api/v1")
class StartController {
    private final RunControl control;
    private final Targets targets;
    private final StepUps stepUps;
    private final InstantSource clock;

    StartController(RunControl control, Targets targets, StepUps stepUps, InstantSource clock) {
        this.control = control;
        this.targets = targets;
        this.stepUps = stepUps;
        this.clock = clock;
    }

    @PostMapping("/drills")
    ResponseEntity<Object> drill(
            @RequestBody Bodies.Start body,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key) {
        if (body.overDrill() != null)
            throw FiredrillException.invalid(List.of(Problem.at(
                    "overDrill",
                    "FD-FIELD",
                    "A drill cannot go over another drill.",
                    "Leave 'overDrill' out; wait for the drill that holds the target.")));
        return start(request(RunMode.DRILL, body, key), dryRun, People.current());
    }

    @PostMapping("/incidents")
    ResponseEntity<Object> incident(
            @RequestBody Bodies.Start body,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            @RequestHeader(name = StepUps.HEADER, required = false) @Nullable String proof) {
        var request = request(RunMode.REAL, body, key);
        var person = People.current();
        if (!dryRun) stepUps.spend(person, proof);
        try {
            return start(request, dryRun, person);
        } catch (FiredrillException refusal) {
            throw heldByDrill(refusal, request.target());
        }
    }

    private ResponseEntity<Object> start(StartRequest request, boolean dryRun, Person person) {
        if (dryRun) return ResponseEntity.ok(Views.PreviewView.of(control.preview(request, person.name())));
        var started = control.start(request, person.name());
        var view = RunView.of(started.run(), clock.instant());
        if (!started.created()) return ResponseEntity.ok(view);
        return ResponseEntity.created(URI.create("/api/v1/runs/" + view.id())).body(view);
    }

    private RuntimeException heldByDrill(FiredrillException refusal, String target) {
        var held =
                refusal.problems().stream().anyMatch(problem -> problem.code().equals(HeldByDrillException.CODE));
        if (!held) return refusal;
        return targets.holder(target)
                .<RuntimeException>map(holder -> new HeldByDrillException(refusal, holder.run()))
                .orElse(refusal);
    }

    private static StartRequest request(RunMode mode, Bodies.Start body, @Nullable String key) {
        var parameters = body.parameters();
        return new StartRequest(
                mode,
                body.runbook(),
                body.version(),
                body.target(),
                parameters == null ? Map.of() : parameters,
                body.reason(),
                body.confirm(),
                overDrill(body.overDrill()),
                IdempotencyKey.checked(key));
    }

    private static @Nullable OverDrill overDrill(@Nullable String choice) {
        if (choice == null) return null;
        for (var known : OverDrill.values()) {
            if (known.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(choice)) return known;
        }
        throw FiredrillException.invalid(List.of(Problem.at(
                "overDrill", "FD-FIELD", "'overDrill' has no such choice.", "Write roll-back-first or leave-as-is.")));
    }
}
