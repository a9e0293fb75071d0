package io.firedrill.web.api;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.firedrill.engine.comms.Messages;
import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.problem.Problem;
import io.firedrill.engine.run.Run;
import io.firedrill.engine.run.RunControl;
import io.firedrill.engine.run.RunMode;
import io.firedrill.engine.run.Runs;
import io.firedrill.web.security.People;
import io.firedrill.web.security.StepUps;

/** Runs: reading them, and everything a person can do to one. */
@RestController
@RequestMapping("/api/v1/runs")
class RunController {
    private final Runs runs;
    private final RunControl control;
    private final Messages messages;
    private final Lookups lookups;
    private final StepUps stepUps;
    private final InstantSource clock;

    RunController(
            Runs runs, RunControl control, Messages messages, Lookups lookups, StepUps stepUps, InstantSource clock) {
        this.runs = runs;
        this.control = control;
        this.messages = messages;
        this.lookups = lookups;
        this.stepUps = stepUps;
        this.clock = clock;
    }

    @GetMapping
    Views.Many<RunView> list(@RequestParam Map<String, String> query) {
        var filter = RunQuery.read(query);
        return new Views.Many<>(
                "firedrill.runs/v1", runs.list(filter).stream().map(this::view).toList());
    }

    @GetMapping("/{id}")
    RunView one(@PathVariable String id) {
        return view(lookups.run(id));
    }

    @GetMapping("/{id}/messages")
    Views.Many<Views.MessageView> messages(@PathVariable String id) {
        var run = lookups.run(id);
        return new Views.Many<>(
                "firedrill.messages/v1",
                messages.of(run.id().toString()).stream()
                        .map(Views.MessageView::of)
                        .toList());
    }

    @PostMapping("/{id}/halt")
    RunView halt(@PathVariable String id, @RequestBody Bodies.Reason body) {
        return view(control.halt(lookups.id(id), said("reason", body.reason()), actor()));
    }

    @PostMapping("/{id}/resume")
    RunView resume(@PathVariable String id, @RequestBody(required = false) Bodies.@Nullable MaybeReason body) {
        return view(control.resume(lookups.id(id), body == null ? null : body.reason(), actor()));
    }

    @PostMapping("/{id}/abort")
    RunView abort(@PathVariable String id, @RequestBody Bodies.Abort body) {
        var run = lookups.run(id);
        if (run.mode() == RunMode.REAL && !Objects.equals(run.target(), body.confirm()))
            throw FiredrillException.invalid(List.of(Problem.at(
                    "confirm",
                    "FD-CONFIRM",
                    "Aborting the real run %s needs the name of its target, %s, typed in 'confirm'."
                            .formatted(run.id(), run.target()),
                    "Send \"confirm\":\"%s\".".formatted(run.target()))));
        return view(control.abort(run.id(), said("reason", body.reason()), actor()));
    }

    @PostMapping("/{id}/note")
    RunView note(@PathVariable String id, @RequestBody Bodies.Note body) {
        return view(control.note(lookups.id(id), said("text", body.text()), actor()));
    }

    @PostMapping("/{id}/steps/{step}/approve")
    RunView approve(
            @PathVariable String id,
            @PathVariable String step,
            @RequestBody(required = false) Bodies.@Nullable Comment body,
            @RequestHeader(name = StepUps.HEADER, required = false) @Nullable String proof) {
        var run = lookups.run(id);
        if (run.mode() == RunMode.REAL) stepUps.spend(People.current(), proof);
        return view(control.approve(run.id(), step, body == null ? null : body.comment(), actor()));
    }

    @PostMapping("/{id}/steps/{step}/reject")
    RunView reject(@PathVariable String id, @PathVariable String step, @RequestBody Bodies.Reason body) {
        return view(control.reject(lookups.id(id), step, said("reason", body.reason()), actor()));
    }

    @PostMapping("/{id}/steps/{step}/retry")
    RunView retry(
            @PathVariable String id,
            @PathVariable String step,
            @RequestBody(required = false) Bodies.@Nullable MaybeReason body) {
        return view(control.retry(lookups.id(id), step, body == null ? null : body.reason(), actor()));
    }

    @PostMapping("/{id}/steps/{step}/skip")
    RunView skip(@PathVariable String id, @PathVariable String step, @RequestBody Bodies.Reason body) {
        return view(control.skip(lookups.id(id), step, said("reason", body.reason()), actor()));
    }

    private RunView view(Run run) {
        return RunView.of(run, clock.instant());
    }

    private static String actor() {
        return People.current().name();
    }

    private static String said(String field, String text) {
        if (!text.isBlank()) return text;
        throw FiredrillException.invalid(
                List.of(Problem.at(field, "FD-FIELD", "'%s' is empty.".formatted(field), "Say why in a few words.")));
    }
}
