package io.firedrill.shell.render;

import java.util.List;
import java.util.function.Predicate;

import io.firedrill.shell.client.Doc;
import io.firedrill.shell.client.Failure;

/** What a start would do, for the person about to do it. */
public final class PreviewPage {
    private PreviewPage() {}

    public static String of(Doc preview, Style style) {
        return of(preview, style, code -> false);
    }

    /** @param settled codes of problems that are dealt with before the start, and so need not be shown */
    public static String of(Doc preview, Style style, Predicate<String> settled) {
        var out = new StringBuilder();
        boolean real = preview.text("mode").equals("real");
        out.append(style.band(preview.text("mode")))
                .append(real ? "" : " (nothing sent)")
                .append(' ')
                .append(Text.safe(preview.text("runbook") + " " + Text.version(preview.text("version"))))
                .append(" on ")
                .append(Text.safe(preview.text("target")))
                .append('\n');
        out.append(summary(preview)).append('\n');
        steps(preview, style, out);
        messages(preview, style, out);
        var approvers = preview.texts("approvers");
        if (!approvers.isEmpty()) {
            out.append("Approved by: ")
                    .append(Text.safe(String.join(", ", approvers)))
                    .append('\n');
        }
        for (var warning : preview.texts("warnings")) {
            out.append(style.warn("Warning: ")).append(Text.safe(warning)).append('\n');
        }
        problems(preview, style, settled, out);
        return out.toString();
    }

    static String summary(Doc preview) {
        int changes = 0;
        int unclear = 0;
        for (var step : preview.docs("steps")) {
            if (step.text("effect").equals("changes")) changes++;
            if (step.text("effect").equals("cannot tell")) unclear++;
        }
        int steps = preview.docs("steps").size();
        int messages = preview.docs("messages").size();
        return count(steps, "step") + ", " + changes + " change " + Text.safe(preview.text("target"))
                + (unclear > 0 ? ", " + unclear + " cannot tell beforehand" : "") + ", " + count(messages, "message");
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static void steps(Doc preview, Style style, StringBuilder out) {
        var table = new Table(style);
        table.row(List.of("STEP", "EFFECT", "WHAT"));
        for (var step : preview.docs("steps")) {
            var effect = Text.safe(step.text("effect"));
            var detail = step.text("detail");
            table.row(List.of(
                    Text.safe(step.text("id")),
                    effect.equals("changes") ? style.warn(effect) : effect,
                    Text.safe(step.text("title") + (detail.isEmpty() ? "" : ": " + detail))));
        }
        out.append(table.text(true, "  "));
    }

    private static void messages(Doc preview, Style style, StringBuilder out) {
        if (preview.docs("messages").isEmpty()) return;
        var table = new Table(style);
        table.row(List.of("MESSAGE", "CHANNEL", "AUDIENCE", "APPROVED"));
        for (var message : preview.docs("messages")) {
            table.row(List.of(
                    Text.safe(message.text("template")),
                    Text.safe(message.text("channel")),
                    Text.safe(message.text("audience")),
                    message.flag("approved") ? "yes" : style.bad("no")));
        }
        out.append(table.text(true, "  "));
    }

    private static void problems(Doc preview, Style style, Predicate<String> settled, StringBuilder out) {
        for (var doc : preview.docs("problems")) {
            var problem = Failure.Problem.of(doc);
            if (settled.test(problem.code())) continue;
            out.append(style.bad("Would be refused: "))
                    .append(Text.safe(problem.code()))
                    .append(": ")
                    .append(Text.safe(problem.message()))
                    .append('\n');
            if (!problem.next().isEmpty()) {
                out.append("  Next: ").append(Text.safe(problem.next())).append('\n');
            }
        }
    }
}
