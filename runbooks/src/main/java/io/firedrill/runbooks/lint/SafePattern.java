package io.firedrill.runbooks.lint;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Regular expressions that are quick on every text: single characters and classes, one after the other. */
final class SafePattern {
    static final int MOST_VARIABLE = 3;

    private static final int LONGEST = 200;
    private static final String ATOM =
            "(?:\\[\\^?(?:[^\\[\\]\\\\&^]|\\\\[dws\\\\\\]\\[.-])+]|\\\\[dws.\\\\-]|[A-Za-z0-9 _:~@/,=#%!-])";
    private static final Pattern PART =
            Pattern.compile(ATOM + "(?<times>\\{[0-9]{1,3}}|\\{[0-9]{1,3},(?:[0-9]{1,3})?}|[*+?])?");

    private SafePattern() {}

    static boolean isSafe(String pattern) {
        if (pattern.isEmpty() || pattern.length() > LONGEST) return false;
        int variable = 0;
        var part = PART.matcher(pattern);
        int at = 0;
        while (at < pattern.length()) {
            part.region(at, pattern.length());
            if (!part.lookingAt()) return false;
            var times = part.group("times");
            if (times != null && (times.length() == 1 || times.contains(","))) variable++;
            at = part.end();
        }
        return variable <= MOST_VARIABLE && compiles(pattern);
    }

    private static boolean compiles(String pattern) {
        try {
            Pattern.compile(pattern);
            return true;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }
}
