package io.firedrill.shell.command;

import java.util.List;
import java.util.Map;

import io.firedrill.shell.client.Api;
import io.firedrill.shell.client.Doc;
import io.firedrill.shell.client.Exit;
import io.firedrill.shell.client.Failure;
import io.firedrill.shell.render.Column;
import io.firedrill.shell.render.Text;

/** {@code comms list|approve}: the messages written before they are needed. */
final class CommsCommands {
    private static final List<Column> COLUMNS = List.of(
            Column.of("RUNBOOK", "runbook"),
            Column.of("TEMPLATE", "name"),
            Column.of("HASH", "hash", Column.Look.VERSION),
            Column.of("AUDIENCE", "audience"),
            Column.of("CHANNEL", "channel"),
            Column.of("AUTHOR", "author"),
            Column.of("APPROVED BY", doc -> doc.doc("approval").text("approver")),
            Column.of("EXPIRES", doc -> doc.doc("approval").text("expires")).onlyWide(),
            Column.of("BODY", "body").onlyWide());

    private CommsCommands() {}

    static List<Act> all() {
        return List.of(
                Act.named("comms list", "Lists the message templates and who approved them")
                        .with(Act.OUTPUT)
                        .does(call -> {
                            call.out(call.output().list(call.api().get("/comms/templates"), "No templates.", COLUMNS));
                            return Exit.OK;
                        }),
                Act.named("comms approve", "Approves a message template, exactly as it is now")
                        .with(Arg.of("template", "its hash (first digits are enough), or RUNBOOK/NAME")
                                .from(Values.TEMPLATES))
                        .example("token-revocation/start")
                        .does(CommsCommands::approve));
    }

    private static Exit approve(Call call) {
        var wanted = call.arg("template");
        var found = call.api().get("/comms/templates").doc().docs("items").stream()
                .filter(template -> isNamed(template, wanted))
                .toList();
        var hashes =
                found.stream().map(template -> template.text("hash")).distinct().toList();
        if (hashes.isEmpty()) {
            throw Failure.of(
                    Exit.FAILED,
                    "FD-NO-TEMPLATE",
                    "There is no template '" + wanted + "'.",
                    "See: firedrill comms list");
        }
        if (hashes.size() > 1) {
            throw Failure.usage("Several templates are '" + wanted + "'.", "Give more of the hash, or RUNBOOK/NAME.");
        }
        call.api().post("/comms/templates/" + Api.segment(hashes.get(0)) + "/approve", Map.of());
        call.err("Approved "
                + Text.safe(found.get(0).text("runbook") + "/" + found.get(0).text("name")) + " "
                + Text.version(hashes.get(0)));
        return Exit.OK;
    }

    private static boolean isNamed(Doc template, String wanted) {
        return (wanted.length() >= 8 && template.text("hash").startsWith(wanted))
                || wanted.equals(template.text("runbook") + "/" + template.text("name"));
    }
}
