package io.firedrill.shell.command;

import java.util.List;

import io.firedrill.shell.client.Exit;
import io.firedrill.shell.client.Json;
import io.firedrill.shell.client.Reply;
import io.firedrill.shell.render.Column;

/** {@code version help completion}. */
final class ToolCommands {
    private static final List<Column> VERSION = List.of(Column.of("VERSION", "version"), Column.of("JAVA", "java"));

    /** Called by completion scripts, not by people. */
    static final String HIDDEN = "complete";

    private ToolCommands() {}

    static List<Act> all() {
        return List.of(
                Act.named("version", "Shows this shell's version")
                        .with(Act.OUTPUT)
                        .does(ToolCommands::version),
                Act.named("help", "Shows all commands, or one in full")
                        .with(Arg.of("command", "the command")
                                .optional()
                                .repeated()
                                .from(Values.COMMANDS))
                        .example("drill start")
                        .does(ToolCommands::help),
                Act.named("completion", "Writes the completion script for your shell")
                        .with(Arg.of("shell", "bash, zsh or fish"))
                        .example("bash")
                        .does(ToolCommands::completion),
                Act.named(HIDDEN, "Lists values for a completion script")
                        .with(Arg.of("values", "what to list"))
                        .does(call -> {
                            var values = LiveValues.named(call.arg("values"));
                            for (var value : LiveValues.of(call::api, values)) call.out(value + "\n");
                            return Exit.OK;
                        }));
    }

    /** The fixed values an argument may have. */
    static List<String> choices(Act act, Arg arg) {
        return act.getName().equals("completion") && arg.name().equals("shell") ? CompletionScript.SHELLS : List.of();
    }

    private static Exit version(Call call) {
        var json = "{\"schema\":\"firedrill.version/v1\",\"version\":"
                + Json.quote(call.around().version()) + ",\"java\":"
                + Json.quote(System.getProperty("java.version", "")) + "}";
        call.out(call.output()
                .one(
                        new Reply(200, json),
                        VERSION,
                        doc -> "firedrill " + doc.text("version") + ", Java " + doc.text("java") + "\n"));
        return Exit.OK;
    }

    private static Exit help(Call call) {
        var commands = Commands.all();
        var words = call.args("command");
        if (words.isEmpty()) {
            call.out(HelpText.overview(commands.shown()));
            return Exit.OK;
        }
        var act = commands.find(String.join(" ", words));
        var under = commands.under(words.get(0));
        if (act != null) call.out(act.getHelp());
        else if (words.size() == 1 && !under.isEmpty()) call.out(HelpText.overview(under));
        else throw commands.unknown(words.get(0), words.size() > 1 ? words.get(1) : "");
        return Exit.OK;
    }

    private static Exit completion(Call call) {
        call.out(CompletionScript.of(call.arg("shell"), Commands.all().list()));
        return Exit.OK;
    }
}
