package io.firedrill.engine.comms;

import java.util.regex.Pattern;

/**
 * Takes from a text what a chat would act on. A value comes from outside (a reason, a name): it must not call a
 * channel, look like a link or a mark, or start a line of its own. Signs are replaced by look-alikes and not escaped,
 * since chats do not share one way to escape.
 */
final class Neutral {
    private static final int LONGEST = 500;
    private static final String GROUPS = "(channel|here|all|everyone)\\b";

    private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029\\s]+");
    /** Invisible characters and those that turn the writing direction. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\u00ad\\u034f\\u115f\\u1160\\u3164]");

    private static final Pattern GROUP_MENTION = Pattern.compile("(?i)[@\\uff20]" + GROUPS);
    private static final Pattern MENTION = Pattern.compile("(?<![\\p{L}\\p{N}._%+-])[@\\uff20](?=[\\p{L}\\p{N}_])");
    private static final Pattern COMMAND = Pattern.compile("(?i)<!(channel|here|everyone|subteam)[^>]*>");
    private static final Pattern SCHEME = Pattern.compile("(?i)\\b([a-z][a-z0-9+.-]{1,20}):(?=//)");
    private static final Pattern WWW = Pattern.compile("(?i)\\bwww\\.");
    private static final Pattern REAL = Pattern.compile("(?i)\\breal[\\s_-]+incident\\b");
    private static final Pattern EXERCISE = Pattern.compile("(?i)\\bexercise(?:[\\s,;:_-]+exercise)+\\b");

    private Neutral() {}

    /** One line without mentions, links, marks and formatting. */
    static String value(String raw, boolean real) {
        var text = INVISIBLE.matcher(raw).replaceAll("");
        text = BREAKS.matcher(text).replaceAll(" ").strip();
        if (text.length() > LONGEST) text = text.substring(0, LONGEST) + "…";
        text = groups(text);
        text = MENTION.matcher(text).replaceAll("(at)");
        text = SCHEME.matcher(text).replaceAll("$1[:]");
        text = WWW.matcher(text).replaceAll("www[.]");
        text = marks(text, real);
        return text.replace('<', '‹')
                .replace('>', '›')
                .replace("](", ") (")
                .replace('`', '\'')
                .replace('*', '∗')
                .replace("{{", "{ {")
                .replace("}}", "} }")
                .replace("\\", "/");
    }

    /** Without calls to everybody in a channel. */
    static String groups(String text) {
        var named = COMMAND.matcher(text).replaceAll("(at)$1");
        return GROUP_MENTION.matcher(named).replaceAll("(at)$1");
    }

    /** Without what looks like the other mode's mark: the message's own mode is no lie. */
    static String marks(String text, boolean real) {
        return (real ? EXERCISE : REAL).matcher(text).replaceAll("(mark removed)");
    }
}
