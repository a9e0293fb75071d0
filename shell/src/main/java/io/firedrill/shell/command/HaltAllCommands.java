package io.firedrill.shell.command;

import java.util.List;
import java.util.Map;

import io.firedrill.shell.client.Doc;
import io.firedrill.shell.client.Exit;
import io.firedrill.shell.client.Reply;
import io.firedrill.shell.render.Column;
import io.firedrill.shell.render.Text;

/** {@code halt-all on|off|status}: the one lever. */
final class HaltAllCommands {
    private static final Opt REASON =
            Opt.value("reason", "TEXT", "why, for the journal").needed();
    private static final List<Column> COLUMNS = List.of(
            Column.of("ON", "on"),
            Column.of("SINCE", "since"),
            Column.of("ACTOR", "actor"),
            Column.of("REASON", "reason"));

    private HaltAllCommands() {}

    static List<Act> all() {
        return List.of(
                Act.named("halt-all on", "Stops new effects of every run and refuses new starts; never asks")
                        .with(REASON)
                        .with(Act.OUTPUT)
                        .example("--reason \"wrong region\"")
                        .does(call -> print(call, call.api().post("/halt-all", reason(call)))),
                Act.named("halt-all off", "Lets runs and starts go on")
                        .with(REASON)
                        .with(Act.OUTPUT)
                        .example("--reason \"checked\"")
                        .does(call -> print(call, call.api().delete("/halt-all", reason(call)))),
                Act.named("halt-all status", "Shows whether everything is halted, by whom and why")
                        .with(Act.OUTPUT)
                        .does(call -> print(call, call.api().get("/halt-all"))));
    }

    private static Map<String, String> reason(Call call) {
        return Map.of("reason", String.valueOf(call.textOrNull("reason")));
    }

    private static Exit print(Call call, Reply reply) {
        call.out(call.output().one(reply, COLUMNS, doc -> sentence(call, doc)));
        return Exit.OK;
    }

    private static String sentence(Call call, Doc doc) {
        if (!doc.flag("on")) return "Halt-all is off.\n";
        return call.outStyle().bad("HALT-ALL IS ON") + " since " + Text.safe(doc.text("since")) + " by "
                + Text.safe(doc.text("actor")) + ": " + Text.safe(doc.text("reason")) + "\n";
    }
}
