package io.firedrill.shell.render;

import java.util.List;

import io.firedrill.shell.client.Doc;

/** A runbook for a person who must decide whether it is the right one, or follow it by hand. */
public final class RunbookPage {
    private RunbookPage() {}

    public static String of(Doc book, Style style) {
        var out = new StringBuilder();
        out.append(style.bold(Text.safe(book.text("key")))).append("  ").append(Text.safe(book.text("title")));
        out.append('\n').append(Text.safe(book.text("purpose"))).append('\n');
        out.append("version ").append(Text.safe(book.text("version"))).append('\n');
        var approval = book.doc("approval");
        out.append(
                approval.has("approver")
                        ? "approved by " + Text.safe(approval.text("approver") + " " + approval.text("at"))
                        : style.warn("not approved: drills only"));
        out.append("\nsystems ")
                .append(Text.safe(String.join(", ", book.texts("systems"))))
                .append('\n');
        list(book, "parameters", style, out);
        list(book, "objectives", style, out);
        list(book, "steps", style, out);
        var manual = book.text("manualPage");
        if (!manual.isEmpty()) {
            out.append('\n')
                    .append(style.bold("BY HAND, WHEN EVERY SYSTEM IS DOWN"))
                    .append('\n');
            for (var line : manual.split("\n", -1)) out.append(Text.safe(line)).append('\n');
        }
        return out.toString();
    }

    private static void list(Doc book, String name, Style style, StringBuilder out) {
        if (book.docs(name).isEmpty()) return;
        var table = new Table(style);
        switch (name) {
            case "parameters" -> {
                table.row(List.of("PARAMETER", "TYPE", "REQUIRED", "DEFAULT", "WHAT"));
                for (var item : book.docs(name)) {
                    var choices = String.join("|", item.texts("choices"));
                    row(
                            table,
                            item.text("name"),
                            choices.isEmpty() ? item.text("type") : choices,
                            item.text("required"),
                            item.text("defaultValue"),
                            item.text("title"));
                }
            }
            case "objectives" -> {
                table.row(List.of("OBJECTIVE", "LIMIT", "WHAT"));
                for (var item : book.docs(name)) {
                    row(
                            table,
                            item.text("name"),
                            Text.measure(item.number("limit"), item.text("unit")),
                            item.text("title"));
                }
            }
            default -> {
                table.row(List.of("STEP", "KIND", "ACTION", "WHAT"));
                for (var item : book.docs(name)) {
                    row(table, item.text("id"), item.text("kind"), item.text("action"), item.text("title"));
                }
            }
        }
        out.append('\n').append(table.text(true, ""));
    }

    private static void row(Table table, String... cells) {
        table.row(java.util.Arrays.stream(cells).map(Text::safe).toList());
    }
}
