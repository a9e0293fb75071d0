package io.firedrill.shell.command;

import java.util.List;
import java.util.Map;

import io.firedrill.shell.client.Api;
import io.firedrill.shell.client.Doc;
import io.firedrill.shell.client.Exit;
import io.firedrill.shell.client.Failure;
import io.firedrill.shell.render.Column;
import io.firedrill.shell.render.RunbookPage;
import io.firedrill.shell.render.Text;

/** {@code runbook list|show|lint|approve}. */
final class RunbookCommands {
    private static final Arg RUNBOOK = Arg.of("runbook", "the runbook's key").from(Values.RUNBOOKS);
    private static final List<Column> COLUMNS = List.of(
            Column.of("RUNBOOK", "key"),
            Column.of("VERSION", "version", Column.Look.VERSION),
            Column.of("APPROVED BY", doc -> doc.doc("approval").text("approver")),
            Column.of("ORIGIN", "origin"),
            Column.of("OWNER", "owner").onlyWide(),
            Column.of("SYSTEMS", doc -> String.join(" ", doc.texts("systems"))).onlyWide(),
            Column.of("ADDED", "addedAt", Column.Look.TIME).onlyWide(),
            Column.of("TITLE", "title"));

    private RunbookCommands() {}

    static List<Act> all() {
        return List.of(list(), show(), RunbookLint.command(), approve());
    }

    private static Act list() {
        return Act.named("runbook list", "Lists the runbooks, newest versions")
                .with(Act.OUTPUT)
                .does(call -> {
                    call.out(call.output().list(call.api().get("/runbooks"), "No runbooks.", COLUMNS));
                    return Exit.OK;
                });
    }

    private static Act show() {
        return Act.named("runbook show", "Shows one runbook: parameters, steps, and the page to follow by hand")
                .with(RUNBOOK)
                .with(Opt.value("version", "HASH", "this version instead of the newest"))
                .with(Act.OUTPUT)
                .example("token-revocation")
                .does(call -> {
                    var version = call.textOrNull("version");
                    var reply =
                            call.api().get(path(call) + (version == null ? "" : "?version=" + Api.segment(version)));
                    call.out(call.output().one(reply, COLUMNS, doc -> RunbookPage.of(doc, call.outStyle())));
                    return Exit.OK;
                });
    }

    private static Act approve() {
        return Act.named("runbook approve", "Approves one version of a runbook for real use")
                .with(RUNBOOK)
                .with(Opt.value("version", "HASH", "the version; its first digits are enough for the newest")
                        .needed())
                .example("token-revocation --version 3fa94c01d2ab")
                .does(call -> {
                    var version = version(call, String.valueOf(call.textOrNull("version")));
                    call.api().post(path(call) + "/versions/" + Api.segment(version) + "/approve", Map.of());
                    call.err("Approved " + Text.safe(call.arg("runbook")) + " " + Text.version(version));
                    return Exit.OK;
                });
    }

    private static String path(Call call) {
        return "/runbooks/" + Api.segment(call.arg("runbook"));
    }

    private static String version(Call call, String given) {
        if (given.matches("[0-9a-f]{64}")) return given;
        Doc newest = call.api().get(path(call)).doc();
        if (given.length() >= 8 && newest.text("version").startsWith(given)) return newest.text("version");
        throw Failure.usage(
                "'" + given + "' is not the beginning of the newest version.",
                "Look at it first, then give its version: firedrill runbook show " + call.arg("runbook"));
    }
}
