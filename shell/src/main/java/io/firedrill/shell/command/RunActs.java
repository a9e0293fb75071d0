package io.firedrill.shell.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.firedrill.shell.client.Api;
import io.firedrill.shell.client.Exit;
import io.firedrill.shell.client.Failure;
import io.firedrill.shell.client.Run;

/** What a person does to a run: {@code run approve|reject|halt|resume|retry|skip|note}, and the aborts. */
final class RunActs {
    private static final Arg RUN = Arg.of("run", "the run's id").from(Values.RUNS);
    private static final Arg STEP =
            Arg.of("step", "the step's id; may be left out when only one waits").optional();
    private static final Opt REASON = Opt.value("reason", "TEXT", "why, for the journal");

    private RunActs() {}

    static List<Act> all() {
        return List.of(approve(), reject(), halt(), resume(), retry(), skip(), note());
    }

    private static Act approve() {
        var builder = Act.named("run approve", "Lets a waiting step go ahead; a real run asks for your password")
                .with(RUN)
                .with(STEP)
                .with(Opt.value("comment", "TEXT", "a word for the journal"));
        for (var opt : StepUp.OPTIONS) builder.with(opt);
        return builder.with(Act.OUTPUT).example("R-12 checkpoint").does(call -> {
            var run = RunViews.fetch(call.api(), call.arg("run"));
            var path = step(call, run, "waiting") + "/approve";
            var token = run.isReal() ? new StepUp(call).token() : null;
            call.out(RunViews.row(call, call.api().post(path, body(call, "comment"), token)));
            return Exit.OK;
        });
    }

    private static Act reject() {
        return Act.named("run reject", "Refuses a waiting step; the run rolls back")
                .with(RUN)
                .with(STEP)
                .with(REASON.needed())
                .with(Act.OUTPUT)
                .example("R-12 checkpoint --reason \"wrong key\"")
                .does(call -> onStep(call, "waiting", "reject"));
    }

    private static Act halt() {
        return Act.named("run halt", "Stops new effects of a run; never asks")
                .with(RUN)
                .with(REASON.needed())
                .with(Act.OUTPUT)
                .example("R-12 --reason \"error rate up\"")
                .does(call -> act(call, RunViews.path(call.arg("run")) + "/halt"));
    }

    private static Act resume() {
        return Act.named("run resume", "Lets a halted run go on")
                .with(RUN)
                .with(REASON)
                .with(Act.OUTPUT)
                .example("R-12")
                .does(call -> act(call, RunViews.path(call.arg("run")) + "/resume"));
    }

    private static Act retry() {
        return Act.named("run retry", "Gives a stuck step new attempts")
                .with(RUN)
                .with(STEP)
                .with(REASON)
                .with(Act.OUTPUT)
                .example("R-12 revoke")
                .does(call -> onStep(call, "stuck", "retry"));
    }

    private static Act skip() {
        return Act.named("run skip", "Goes on without a stuck step; the report says so")
                .with(RUN)
                .with(STEP)
                .with(REASON.needed())
                .with(Act.OUTPUT)
                .example("R-12 notify --reason \"told by phone\"")
                .does(call -> onStep(call, "stuck", "skip"));
    }

    private static Act note() {
        return Act.named("run note", "Writes a note into a run's journal")
                .with(RUN)
                .with(Arg.of("text", "the note").repeated())
                .with(Act.OUTPUT)
                .example("R-12 \"called the vendor\"")
                .does(call -> {
                    var text = String.join(" ", call.args("text"));
                    var path = RunViews.path(call.arg("run")) + "/note";
                    call.out(RunViews.row(call, call.api().post(path, Map.of("text", text))));
                    return Exit.OK;
                });
    }

    /** Rolls a run back; a real one only by the command for real ones, with its target's name. */
    static Act abort(String noun, boolean real) {
        var builder = Act.named(noun + " abort", "Stops the run and rolls it back")
                .with(RUN)
                .with(REASON.needed());
        if (real) builder.with(Confirm.OPTION);
        return builder.with(Act.OUTPUT).example("R-12 --reason \"not needed\"").does(call -> {
            var run = RunViews.fetch(call.api(), call.arg("run"));
            if (run.isReal() != real) throw wrongNoun(run);
            var body = body(call, "reason");
            if (real) body.put("confirm", new Confirm(call).target(run.target(), "roll " + run.id() + " back"));
            call.out(RunViews.row(call, call.api().post(RunViews.path(run.id()) + "/abort", body)));
            return Exit.OK;
        });
    }

    private static Failure wrongNoun(Run run) {
        var noun = run.isReal() ? "incident" : "drill";
        return Failure.of(
                Exit.CONFLICT,
                "FD-MODE",
                run.id() + " is " + (run.isReal() ? "a real run" : "a drill") + ", not the other kind.",
                "Use: firedrill " + noun + " abort " + run.id());
    }

    private static Exit onStep(Call call, String state, String verb) {
        var run = RunViews.fetch(call.api(), call.arg("run"));
        return act(call, step(call, run, state) + "/" + verb);
    }

    private static Exit act(Call call, String path) {
        call.out(RunViews.row(call, call.api().post(path, body(call, "reason"))));
        return Exit.OK;
    }

    private static Map<String, Object> body(Call call, String name) {
        var body = new LinkedHashMap<String, Object>();
        var value = call.textOrNull(name);
        if (value != null) body.put(name, value);
        return body;
    }

    private static String step(Call call, Run run, String state) {
        var given = call.argOrNull("step");
        return RunViews.path(run.id()) + "/steps/" + Api.segment(given == null ? only(run, state) : given);
    }

    private static String only(Run run, String state) {
        var ids = run.steps().stream()
                .filter(step -> step.state().equals(state))
                .map(Run.Step::id)
                .toList();
        if (ids.size() == 1) return ids.get(0);
        if (ids.isEmpty()) {
            throw Failure.of(
                    Exit.CONFLICT,
                    "FD-NO-STEP",
                    "No step of " + run.id() + " is " + state + ".",
                    "See how it stands: firedrill run show " + run.id());
        }
        throw Failure.usage(
                "Several steps of " + run.id() + " are " + state + ".", "Name one: " + String.join(", ", ids));
    }
}
