package io.firedrill.shell.render;

import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Colours and symbols. Colour never carries meaning alone: each state is a symbol and its word.
 *
 * @param colour whether escape sequences may be written
 * @param unicode whether the terminal shows more than ASCII
 */
public record Style(boolean colour, boolean unicode) {
    public static final Style PLAIN = new Style(false, false);

    /** Follows NO_COLOR, TERM and the locale. */
    public static Style of(boolean terminal, boolean noColour, Map<String, String> environment) {
        var term = environment.getOrDefault("TERM", "");
        boolean colour = terminal
                && !noColour
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !term.equals("dumb")
                && !term.isEmpty();
        return new Style(colour, isUnicode(environment));
    }

    private static boolean isUnicode(Map<String, String> environment) {
        for (var name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
            var value = environment.getOrDefault(name, "");
            if (value.isEmpty()) continue;
            var lower = value.toLowerCase(Locale.ROOT);
            return lower.contains("utf-8") || lower.contains("utf8");
        }
        return false;
    }

    public String bold(String text) {
        return paint("1", text);
    }

    public String dim(String text) {
        return paint("2", text);
    }

    public String good(String text) {
        return paint("32", text);
    }

    public String warn(String text) {
        return paint("33", text);
    }

    public String bad(String text) {
        return paint("1;31", text);
    }

    private String paint(String codes, String text) {
        return colour ? "\u001b[" + codes + "m" + text + "\u001b[0m" : text;
    }

    /** The band that makes a real run and a drill impossible to mistake. */
    public String band(String mode) {
        if (mode.equals("real")) return paint("1;97;41", " REAL INCIDENT ");
        if (mode.equals("drill")) return paint("1;30;46", " DRILL - EXERCISE ");
        return paint("1;7", " MODE UNKNOWN: " + Text.safe(mode) + " ");
    }

    /** The mode in a column: capitals, so that it is seen without colour. */
    public String mode(String mode) {
        if (mode.equals("real")) return bad("REAL");
        return mode.equals("drill") ? "drill" : Text.safe(mode);
    }

    /** Symbol and word of a run's, step's or objective's state. */
    public String state(String state) {
        var text = symbol(state) + " " + Text.safe(state);
        return switch (state) {
            case "succeeded", "done", "met", "sent", "healthy", "started", "active" -> good(text);
            case "failed", "stuck", "missed", "objective-missed", "survivor", "unhealthy", "refused" -> bad(text);
            case "waiting", "halted", "rolling-back", "left-for-incident", "skipped", "paused" -> warn(text);
            case "running" -> bold(text);
            case "pending", "queued", "cancelled", "open", "planned", "removed" -> dim(text);
            default -> text;
        };
    }

    private String symbol(String state) {
        var symbols =
                switch (state) {
                    case "succeeded", "done", "met", "sent", "healthy", "started", "active" -> "\u25cf*";
                    case "running" -> "\u25cb>";
                    case "waiting", "halted", "paused" -> "\u25a0?";
                    case "objective-missed", "missed" -> "\u25b2!";
                    case "failed", "stuck", "survivor", "unhealthy", "refused" -> "\u2716x";
                    case "rolled-back", "rolling-back", "undone" -> "\u21a9<";
                    default -> "\u00b7-";
                };
        return symbols.substring(unicode ? 0 : 1, unicode ? 1 : 2);
    }

    /** Columns of text without the escape sequences. */
    static int width(@Nullable String text) {
        if (text == null) return 0;
        int width = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\u001b') {
                while (i < text.length() && text.charAt(i) != 'm') i++;
            } else if (!Character.isLowSurrogate(c) && Character.getType(c) != Character.NON_SPACING_MARK) {
                width += isWide(c) ? 2 : 1;
            }
        }
        return width;
    }

    private static boolean isWide(char c) {
        return (c >= '\u1100' && c <= '\u115f')
                || (c >= '\u2e80' && c <= '\ua4cf')
                || (c >= '\uac00' && c <= '\ud7a3')
                || (c >= '\uf900' && c <= '\ufaff')
                || (c >= '\uff00' && c <= '\uff60')
                || Character.isHighSurrogate(c);
    }
}
