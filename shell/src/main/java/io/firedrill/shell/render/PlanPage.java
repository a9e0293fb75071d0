package io.firedrill.shell.render;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.firedrill.shell.client.Doc;
import io.firedrill.shell.client.Failure;

/** A planned drill for people: its rule in words, and its slots in UTC and in the plan's own zone. */
public final class PlanPage {
    private PlanPage() {}

    public static String of(Doc plan, Style style) {
        var out = new StringBuilder();
        out.append(style.bold(Text.safe(plan.text("id"))))
                .append("  ")
                .append(style.state(plan.text("state")))
                .append("  ")
                .append(Text.safe(plan.text("title")))
                .append('\n');
        out.append("drill of ")
                .append(Text.safe(plan.text("runbook") + " on " + plan.text("target")))
                .append(
                        plan.has("version")
                                ? ", always version " + Text.safe(plan.text("version"))
                                : ", newest version")
                .append('\n');
        out.append(Text.safe(plan.text("rule"))).append('\n');
        out.append("owner ")
                .append(Text.safe(plan.text("owner")))
                .append("; when no server was there: ")
                .append(Text.safe(plan.text("missed")))
                .append('\n');
        parameters(plan, out);
        var zone = zone(plan.text("zone"));
        slots("NEXT", plan.docs("upcoming"), zone, style, out);
        slots("PAST", plan.docs("past"), zone, style, out);
        return out.toString();
    }

    /** What adding would do. */
    public static String preview(Doc preview, Style style) {
        var out = new StringBuilder();
        if (!preview.text("rule").isEmpty())
            out.append(Text.safe(preview.text("rule"))).append('\n');
        slots("NEXT", preview.docs("slots"), null, style, out);
        for (var warning : preview.texts("warnings"))
            out.append(style.warn("Note: ")).append(Text.safe(warning)).append('\n');
        for (var doc : preview.docs("problems")) {
            var problem = Failure.Problem.of(doc);
            out.append(style.bad("Would be refused: "))
                    .append(Text.safe(problem.code() + ": " + problem.message()))
                    .append('\n');
            if (!problem.next().isEmpty())
                out.append("  Next: ").append(Text.safe(problem.next())).append('\n');
        }
        return out.toString();
    }

    private static void parameters(Doc plan, StringBuilder out) {
        plan.doc("parameters").fields().forEach((name, value) -> out.append("  ")
                .append(Text.safe(name + " = " + Doc.textOf(value)))
                .append('\n'));
    }

    private static void slots(String title, List<Doc> slots, @Nullable ZoneId zone, Style style, StringBuilder out) {
        if (slots.isEmpty()) return;
        var table = new Table(style);
        table.row(List.of(title, "DUE", "STATE", "RUN", "WHY"));
        for (var slot : slots) {
            var state = slot.text("state");
            table.row(List.of(
                    Text.safe(slot.text("period")),
                    Text.safe(time(slot.text("dueAt"), zone)),
                    state.isEmpty() ? "" : style.state(state),
                    Text.safe(slot.text("run")),
                    Text.safe(slot.has("reason") ? slot.text("reason") : slot.text("moved"))));
        }
        out.append('\n').append(table.text(true, ""));
    }

    private static String time(String text, @Nullable ZoneId zone) {
        try {
            var at = Instant.parse(text);
            return zone == null ? Text.utc(at) : Text.both(at, zone);
        } catch (DateTimeException e) {
            return text;
        }
    }

    private static @Nullable ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
