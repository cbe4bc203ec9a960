package org.fakesmtp.api;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds what a user may have meant by a word that nobody knows. Case does not matter. */
public final class Nearest {

    /** More typing errors than these are another word. */
    private static final int FARTHEST = 3;

    private Nearest() {}

    /**
     * The word nearest to this one, the first of equals; empty where none is near: within a third of its length, at
     * most 3 changes.
     */
    public static Optional<String> among(String word, Collection<String> words) {
        int best = Math.min(FARTHEST, Math.max(1, word.length() / 3)) + 1;
        best = Math.min(best, word.length());
        Optional<String> nearest = Optional.empty();
        for (String candidate : words) {
            int distance = distance(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (distance < best) {
                best = distance;
                nearest = Optional.of(candidate);
            }
        }
        return nearest;
    }

    /**
     * What an error message adds about the nearest word: {@code , did you mean RCPT?}, or nothing where none is near.
     */
    public static String hint(String word, Collection<String> words) {
        return among(word, words).map(near -> ", did you mean " + near + "?").orElse("");
    }

    /** The number of characters to insert, to remove, to replace, or to swap with their neighbour. */
    private static int distance(String from, String to) {
        int[][] rows = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                rows[i][j] = i == 0 || j == 0 ? i + j : cheapest(rows, from, to, i, j);
            }
        }
        return rows[from.length()][to.length()];
    }

    private static int cheapest(int[][] rows, String from, String to, int i, int j) {
        int replaced = rows[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        int cost = Math.min(replaced, 1 + Math.min(rows[i - 1][j], rows[i][j - 1]));
        return swapped(from, to, i, j) ? Math.min(cost, rows[i - 2][j - 2] + 1) : cost;
    }

    private static boolean swapped(String from, String to, int i, int j) {
        return i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
    }
}
