package io.firedrill.shell.command;

import java.util.List;

import io.firedrill.shell.client.Api;
import io.firedrill.shell.client.Doc;
import io.firedrill.shell.client.Exit;
import io.firedrill.shell.client.Failure;
import io.firedrill.shell.render.Column;
import io.firedrill.shell.render.Style;
import io.firedrill.shell.render.Table;
import io.firedrill.shell.render.Text;

/** {@code target list|show|check}. */
final class TargetCommands {
    private static final Arg TARGET = Arg.of("target", "the target's name").from(Values.TARGETS);
    private static final List<Column> COLUMNS = List.of(
            Column.of("TARGET", "name"),
            Column.of("SERVICE", "service"),
            Column.of("REAL", doc -> doc.flag("hasReal") ? "yes" : "no"),
            Column.of("HELD BY", doc -> doc.doc("holder").text("run")),
            Column.of("SYSTEMS", TargetCommands::systems).onlyWide(),
            Column.of("ORIGIN", "origin").onlyWide(),
            Column.of("TITLE", "title"));
    private static final List<Column> CHECK = List.of(
            Column.of("TARGET", "name"),
            Column.of("MODE", "mode"),
            Column.of("HEALTHY", "healthy"),
            Column.of("UNHEALTHY SYSTEMS", TargetCommands::unhealthy));

    private TargetCommands() {}

    static List<Act> all() {
        return List.of(list(), show(), check());
    }

    private static Act list() {
        return Act.named("target list", "Lists the targets and who holds them")
                .with(Act.OUTPUT)
                .does(call -> {
                    var reply = call.api().get("/targets");
                    call.out(call.output().list(reply, "No targets.", COLUMNS));
                    for (var doc : reply.doc().docs("problems")) {
                        var problem = Failure.Problem.of(doc);
                        call.err("Problem "
                                + Text.safe(problem.code() + " " + problem.where() + ": " + problem.message())
                                + (problem.next().isEmpty() ? "" : " Next: " + Text.safe(problem.next())));
                    }
                    return Exit.OK;
                });
    }

    private static Act show() {
        return Act.named("target show", "Shows one target and its systems")
                .with(TARGET)
                .with(Act.OUTPUT)
                .example("sandbox")
                .does(call -> {
                    var reply = call.api().get("/targets/" + Api.segment(call.arg("target")));
                    call.out(call.output().one(reply, COLUMNS, doc -> page(doc, call.outStyle())));
                    return Exit.OK;
                });
    }

    private static String page(Doc target, Style style) {
        var out = new StringBuilder(style.bold(Text.safe(target.text("name"))));
        out.append("  ").append(Text.safe(target.text("title"))).append('\n');
        out.append("service ").append(Text.safe(target.text("service")));
        out.append(target.flag("hasReal") ? ", drills and real runs" : ", drills only")
                .append('\n');
        var holder = target.doc("holder");
        out.append(
                holder.has("run")
                        ? "held by "
                                + Text.safe(holder.text("run") + " (" + holder.text("mode") + ") since "
                                        + holder.text("since"))
                        : "held by nobody");
        var table = new Table(style);
        table.row(List.of("SYSTEM", "KIND"));
        for (var system : target.docs("systems")) {
            table.row(List.of(Text.safe(system.text("name")), Text.safe(system.text("kind"))));
        }
        return out.append("\n\n").append(table.text(true, "")).toString();
    }

    private static Act check() {
        return Act.named("target check", "Asks every system of a target whether it is there (exit 1 when not)")
                .with(TARGET)
                .with(Opt.choice("mode", "with the credentials of this mode (default drill)", List.of("drill", "real")))
                .with(Act.OUTPUT)
                .example("sandbox")
                .does(call -> {
                    var mode = call.textOrNull("mode");
                    var path = "/targets/" + Api.segment(call.arg("target")) + "/check?mode="
                            + (mode == null ? "drill" : mode);
                    var reply = call.api().get(path);
                    call.out(call.output().one(reply, CHECK, doc -> health(doc, call.outStyle())));
                    return reply.doc().flag("healthy") ? Exit.OK : Exit.FAILED;
                });
    }

    private static String health(Doc check, Style style) {
        var table = new Table(style);
        table.row(List.of("SYSTEM", "STATE", "DETAIL"));
        for (var system : check.docs("systems")) {
            table.row(List.of(
                    Text.safe(system.text("name")),
                    style.state(system.flag("healthy") ? "healthy" : "unhealthy"),
                    Text.safe(system.text("detail"))));
        }
        return table.text(true, "");
    }

    private static String systems(Doc target) {
        return String.join(
                " ",
                target.docs("systems").stream()
                        .map(system -> system.text("name"))
                        .toList());
    }

    private static String unhealthy(Doc check) {
        return String.join(
                " ",
                check.docs("systems").stream()
                        .filter(system -> !system.flag("healthy"))
                        .map(system -> system.text("name"))
                        .toList());
    }
}
