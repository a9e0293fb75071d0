package io.firedrill.shell.command;

import java.util.List;

import io.firedrill.shell.client.Api;
import io.firedrill.shell.client.Doc;
import io.firedrill.shell.client.Reply;
import io.firedrill.shell.client.Run;
import io.firedrill.shell.render.Column;
import io.firedrill.shell.render.Format;
import io.firedrill.shell.render.RunPage;
import io.firedrill.shell.render.Text;

/** Runs as rows and pages. */
final class RunViews {
    static final List<Column> COLUMNS = List.of(
            Column.of("RUN", "id"),
            Column.of("MODE", "mode", Column.Look.MODE),
            Column.of("STATE", "state", Column.Look.STATE),
            Column.of("RUNBOOK", "runbook"),
            Column.of("TARGET", "target"),
            Column.of("STARTED", RunViews::started).look(Column.Look.TIME),
            Column.of("SECONDS", "elapsedSeconds"),
            Column.of("BY", "startedBy").onlyWide(),
            Column.of("CAUSE", "cause").onlyWide(),
            Column.of("TIME TO REVOKE", doc -> doc.doc("proof").text("timeToRevokeSeconds"))
                    .onlyWide(),
            Column.of("VERSION", "version", Column.Look.VERSION).onlyWide(),
            Column.of("SERVICE", "service").onlyWide(),
            Column.of("REASON", "reason").onlyWide());

    private RunViews() {}

    private static String started(Doc run) {
        return run.has("startedAt") ? run.text("startedAt") : run.text("createdAt");
    }

    static Run fetch(Api api, String id) {
        return Run.of(api.get(path(id)).doc());
    }

    static String path(String id) {
        return "/runs/" + Api.segment(id);
    }

    /** The run with everything a person wants to know. */
    static String page(Call call, Reply reply) {
        return call.output().one(reply, COLUMNS, doc -> page(call, Run.of(doc)));
    }

    private static String page(Call call, Run run) {
        var around = call.around();
        return RunPage.of(
                run, call.outStyle(), around.zone().get(), around.clock().instant());
    }

    /** The run on one line, after an act. */
    static String row(Call call, Reply reply) {
        if (!call.format().isForPeople()) return call.output().one(reply, COLUMNS, doc -> "");
        var run = Run.of(reply.doc());
        var style = call.outStyle();
        var what = Text.safe(run.runbook() + " on " + run.target());
        var line = style.band(run.mode()) + " " + style.bold(Text.safe(run.id())) + "  " + style.state(run.state())
                + "  " + what + (run.fenced() ? "  fenced" : "");
        if (call.format() == Format.WIDE && !run.version().isEmpty()) line += "  " + Text.version(run.version());
        return line + "\n";
    }
}
