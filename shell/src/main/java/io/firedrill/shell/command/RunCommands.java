package io.firedrill.shell.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.firedrill.shell.client.Api;
import io.firedrill.shell.client.Doc;
import io.firedrill.shell.client.Exit;
import io.firedrill.shell.render.Column;

/** {@code run list|show|watch|events|messages}, and the acts of {@link RunActs}. */
final class RunCommands {
    private static final Arg RUN =
            Arg.of("run", "the run's id, for instance R-12").from(Values.RUNS);
    private static final List<String> STATES = List.of(
            "queued",
            "running",
            "waiting",
            "halted",
            "rolling-back",
            "succeeded",
            "objective-missed",
            "rolled-back",
            "failed",
            "left-for-incident");
    private static final List<Column> EVENTS = List.of(
            Column.of("NUMBER", "number"),
            Column.of("AT", "at", Column.Look.TIME),
            Column.of("KIND", "kind"),
            Column.of("STEP", "step"),
            Column.of("ACTOR", "actor"),
            Column.of("SUMMARY", "summary"),
            Column.of("HASH", "hash").onlyWide());
    private static final List<Column> MESSAGES = List.of(
            Column.of("KEY", "key"),
            Column.of("STATE", "state", Column.Look.STATE),
            Column.of("TEMPLATE", "template"),
            Column.of("CHANNEL", "channel"),
            Column.of("AUDIENCE", "audience"),
            Column.of("SENT", "sentAt", Column.Look.TIME),
            Column.of("ATTEMPTS", "attempts").onlyWide(),
            Column.of("TEXT", "text").onlyWide(),
            Column.of("PROBLEM", "problem"));

    private RunCommands() {}

    static List<Act> all() {
        var all = new ArrayList<>(List.of(list("run", null), show(), Watch.command(), events(), messages()));
        all.addAll(RunActs.all());
        return all;
    }

    /** @param mode only runs of this mode; null for both, with an option to choose */
    static Act list(String noun, @Nullable String mode) {
        var builder = Act.named(
                noun + " list", mode == null ? "Lists runs, newest first" : "Lists " + noun + " runs, newest first");
        if (mode == null) builder.with(Opt.choice("mode", "only drills, or only real runs", List.of("drill", "real")));
        return builder.with(Opt.value("target", "TARGET", "only this target").from(Values.TARGETS))
                .with(Opt.value("runbook", "RUNBOOK", "only this runbook").from(Values.RUNBOOKS))
                .with(Opt.choice("state", "only runs in this state", STATES).repeated())
                .with(Opt.value("from", "TIME", "started at or after this UTC time, for instance 2026-11-24T00:00:00Z"))
                .with(Opt.value("to", "TIME", "started before this UTC time"))
                .with(Opt.value("before", "RUN", "older than this run, to read on")
                        .from(Values.RUNS))
                .with(Opt.value("limit", "NUMBER", "at most so many"))
                .with(Act.OUTPUT)
                .example("--state running")
                .does(call -> printList(call, mode == null ? call.textOrNull("mode") : mode));
    }

    private static Exit printList(Call call, @Nullable String mode) {
        Map<String, @Nullable String> query = new LinkedHashMap<>();
        query.put("mode", mode);
        for (var name : new String[] {"target", "runbook", "state", "from", "to", "before", "limit"}) {
            // Several states are one list.
            query.put(name, call.all(name).isEmpty() ? null : String.join(",", call.all(name)));
        }
        var reply = call.api().get("/runs" + Api.query(query));
        call.out(call.output()
                .list(
                        reply,
                        "No runs. Start a drill with: firedrill drill start RUNBOOK --target TARGET",
                        RunViews.COLUMNS));
        return Exit.OK;
    }

    private static Act show() {
        return Act.named("run show", "Shows one run: objectives, proof, steps, what to do next")
                .with(RUN)
                .with(Opt.flag("exit-status", "exit 5 when the run ended without success"))
                .with(Act.OUTPUT)
                .example("R-12")
                .does(call -> {
                    var reply = call.api().get(RunViews.path(call.arg("run")));
                    call.out(RunViews.page(call, reply));
                    return call.flag("exit-status")
                            ? Watch.verdict(io.firedrill.shell.client.Run.of(reply.doc()))
                            : Exit.OK;
                });
    }

    private static Act events() {
        return Act.named("run events", "Shows a run's journal")
                .with(RUN)
                .with(Opt.value("after", "NUMBER", "only events after this one"))
                .with(Opt.value("limit", "NUMBER", "at most so many"))
                .with(Act.OUTPUT)
                .example("R-12 -o jsonl")
                .does(call -> {
                    Map<String, @Nullable String> query = new LinkedHashMap<>();
                    query.put("after", call.textOrNull("after"));
                    query.put("limit", call.textOrNull("limit"));
                    var reply = call.api().get(RunViews.path(call.arg("run")) + "/events" + Api.query(query));
                    call.out(call.output().list(reply, "No events.", EVENTS));
                    more(call, reply.doc());
                    return Exit.OK;
                });
    }

    private static void more(Call call, Doc page) {
        var items = page.docs("items");
        long shown = items.isEmpty() ? 0 : items.get(items.size() - 1).whole("number");
        if (shown > 0 && shown < page.whole("last")) {
            call.err("More events up to " + page.whole("last") + ": add --after " + shown);
        }
    }

    private static Act messages() {
        return Act.named("run messages", "Shows the messages a run sent or wants to send")
                .with(RUN)
                .with(Act.OUTPUT)
                .example("R-12 -o wide")
                .does(call -> {
                    var reply = call.api().get(RunViews.path(call.arg("run")) + "/messages");
                    call.out(call.output().list(reply, "No messages.", MESSAGES));
                    return Exit.OK;
                });
    }
}
