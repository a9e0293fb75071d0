package io.firedrill.shell.command;

import java.util.ArrayList;
import java.util.List;

import io.firedrill.shell.render.Style;
import io.firedrill.shell.render.Table;

/** Help, made from the commands' definitions. */
final class HelpText {
    private HelpText() {}

    static String of(Act act) {
        var out = new StringBuilder(act.getDescription())
                .append("\n\nUsage: ")
                .append(act.usage())
                .append('\n');
        var table = new Table(Style.PLAIN);
        for (var arg : act.args()) table.row(List.of(arg.label(), sentence(arg.description())));
        for (var opt : act.opts()) table.row(List.of(left(opt), right(opt)));
        for (var opt : Act.COMMON) table.row(List.of(left(opt), right(opt)));
        out.append('\n').append(table.text(false, "  "));
        if (!act.example().isEmpty()) {
            out.append("\nExample: firedrill ")
                    .append(act.getName())
                    .append(' ')
                    .append(act.example())
                    .append('\n');
        }
        return out.toString();
    }

    private static String left(Opt opt) {
        return (opt.hasLetter() ? "-" + opt.letter() + ", " : "")
                + opt.dashed()
                + (opt.isFlag() ? "" : " " + opt.label());
    }

    private static String right(Opt opt) {
        return sentence(opt.description())
                + (opt.repeats() ? " (may be repeated)" : "")
                + (opt.required() ? " (required)" : "");
    }

    private static String sentence(String text) {
        return text.isEmpty() ? "" : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    static String overview(List<Act> acts) {
        var out = new StringBuilder("Rehearses security incidents and handles real ones with the same runbooks.\n\n");
        out.append("Usage: firedrill COMMAND [OPTIONS]      (without a command: the interactive shell)\n");
        var lines = new ArrayList<Act>(acts);
        var group = "";
        var table = new Table(Style.PLAIN);
        for (var act : lines) {
            if (!act.getGroup().equals(group)) table.row(List.of(""));
            group = act.getGroup();
            table.row(List.of(act.getName(), act.getDescription()));
        }
        out.append(table.text(false, "  "));
        out.append(
                "\nMore: firedrill help COMMAND. Exit codes: 0 ok, 1 failed, 2 usage, 3 declined, 4 login needed,\n");
        out.append(
                "5 run ended without success, 6 conflict or refusal, 7 unreachable, 8 watch timed out, 130 Ctrl-C.\n");
        return out.toString();
    }
}
