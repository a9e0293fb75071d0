package io.firedrill.runbooks.format;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Guesses what a mistyped name was meant to be. */
public final class NearMatch {
    private NearMatch() {}

    /** A sentence for a finding's "what to do": the nearest known name, or else all of them. */
    public static String advice(String wrong, Collection<String> known) {
        if (known.isEmpty()) return "Remove it: nothing is allowed here.";
        return nearest(wrong, known)
                .map(near -> "Did you mean '" + near + "'?")
                .orElseGet(() -> "Use one of: " + known.stream().sorted().collect(Collectors.joining(", ")) + ".");
    }

    static Optional<String> nearest(String wrong, Collection<String> known) {
        if (wrong.length() > 60) return Optional.empty();
        int allowed = Math.max(1, wrong.length() / 3);
        return known.stream()
                .filter(name -> distance(wrong, name) <= allowed)
                .min(Comparator.<String>comparingInt(name -> distance(wrong, name))
                        .thenComparing(name -> name));
    }

    private static int distance(String a, String b) {
        var x = a.toLowerCase(Locale.ROOT);
        var y = b.toLowerCase(Locale.ROOT);
        var before = new int[y.length() + 1];
        for (int j = 0; j <= y.length(); j++) before[j] = j;
        for (int i = 1; i <= x.length(); i++) {
            var now = new int[y.length() + 1];
            now[0] = i;
            for (int j = 1; j <= y.length(); j++) {
                int change = x.charAt(i - 1) == y.charAt(j - 1) ? 0 : 1;
                now[j] = Math.min(Math.min(now[j - 1], before[j]) + 1, before[j - 1] + change);
            }
            before = now;
        }
        return before[y.length()];
    }
}
