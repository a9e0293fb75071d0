package io.firedrill.shell.render;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.firedrill.shell.client.RunEvent;

/** One event of a run's journal on one line. */
public final class EventLine {
    private EventLine() {}

    public static String of(RunEvent event, @Nullable Instant start, Style style) {
        var number = "#" + event.number();
        return style.dim(Text.since(start, event.at()) + "  " + pad(number, 5)) + "  " + pad(word(event, style), 20)
                + "  "
                + Text.safe(event.summary())
                + (event.step().isEmpty() ? "" : style.dim(" [" + Text.safe(event.step()) + "]"))
                + (isMachine(event.actor()) ? "" : " by " + Text.safe(event.actor()));
    }

    /** The kind, marked with the symbol of the state it leads to. */
    private static String word(RunEvent event, Style style) {
        var kind = Text.safe(event.kind());
        if (hasWord(kind, "failed", "stuck", "fault", "survivor")) return style.bad(kind);
        if (hasWord(
                kind, "waiting", "halted", "missed", "rollback", "rolling", "abort", "skipped", "asked", "needed")) {
            return style.warn(kind);
        }
        return hasWord(kind, "done", "succeeded", "met", "approved", "proved", "point-refused")
                ? style.good(kind)
                : kind;
    }

    private static boolean hasWord(String kind, String... words) {
        for (var word : words) {
            if (kind.contains(word)) return true;
        }
        return false;
    }

    /** Whether the event says that a step or the run came to a state, and not how. */
    public static boolean isCompact(RunEvent event) {
        var kind = event.kind();
        if (kind.startsWith("run-") || kind.startsWith("objective-")) return true;
        return hasWord(
                kind, "failed", "stuck", "waiting", "halt", "abort", "rollback", "fault", "approv", "reject", "note");
    }

    private static boolean isMachine(String actor) {
        return actor.isEmpty() || actor.equals("firedrill");
    }

    private static String pad(String text, int width) {
        int missing = width - Style.width(text);
        return missing > 0 ? text + " ".repeat(missing) : text;
    }
}
