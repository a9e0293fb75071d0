package io.firedrill.shell.command;

import java.util.Collection;

import org.jspecify.annotations.Nullable;

/** What a person may have meant by a word that is not known. */
final class Nearest {
    private Nearest() {}

    /** {@code  Did you mean "x"?}, or nothing when no word is near. */
    static String hint(String word, Collection<String> known) {
        var nearest = of(word, known);
        return nearest == null ? "" : " Did you mean \"" + nearest + "\"?";
    }

    static @Nullable String of(String word, Collection<String> known) {
        String nearest = null;
        int best = Math.max(2, word.length() / 3) + 1;
        for (var candidate : known) {
            int distance = candidate.startsWith(word) && word.length() > 1 ? 1 : distance(word, candidate);
            if (distance < best) {
                best = distance;
                nearest = candidate;
            }
        }
        return nearest;
    }

    /** Letters to insert, delete, replace or swap. */
    private static int distance(String a, String b) {
        var rows = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    rows[i][j] = i + j;
                    continue;
                }
                int replace = rows[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                int least = Math.min(replace, Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    least = Math.min(least, rows[i - 2][j - 2] + 1);
                }
                rows[i][j] = least;
            }
        }
        return rows[a.length()][b.length()];
    }
}
