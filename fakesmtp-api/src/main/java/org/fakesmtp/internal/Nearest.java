package org.fakesmtp.internal;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds what a user may have meant by a word that nobody knows. Case does not matter. */
public final class Nearest {

    /** More typing errors than these are another word. */
    private static final int FARTHEST = 3;

    private final List<String> words;

    private Nearest(Collection<String> words) {
        this.words = List.copyOf(words);
    }

    /** Finds the nearest of these words to several others. */
    public static Nearest to(Collection<String> words) {
        return new Nearest(words);
    }

    /**
     * The word nearest to this one, the first of equals; empty where none is near: within a third of its length, at
     * most 3 changes.
     */
    public static Optional<String> among(String word, Collection<String> words) {
        int best = Math.min(FARTHEST, Math.max(1, word.length() / 3)) + 1;
        best = Math.min(best, word.length());
        String small = word.toLowerCase(Locale.ROOT);
        Optional<String> nearest = Optional.empty();
        for (String candidate : words) {
            if (Math.abs(candidate.length() - small.length()) < best) {
                int distance = new Distance(small, candidate.toLowerCase(Locale.ROOT)).upTo(best);
                if (distance < best) {
                    best = distance;
                    nearest = Optional.of(candidate);
                }
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

    /** The same among the words of this one. */
    public String hint(String word) {
        return hint(word, words);
    }

    /** The number of characters to insert, to remove, to replace, or to swap with their neighbour. */
    private static final class Distance {
        private final String from;
        private final String to;
        private int[] beforeLast;
        private int[] last;
        private int[] row;

        Distance(String from, String to) {
            this.from = from;
            this.to = to;
            this.beforeLast = new int[to.length() + 1];
            this.last = new int[to.length() + 1];
            this.row = new int[to.length() + 1];
        }

        /** The number, or a limit where it is not below that: it is not looked for any further then. */
        int upTo(int limit) {
            for (int j = 0; j <= to.length(); j++) {
                last[j] = j;
            }
            int least = 0;
            for (int i = 1; i <= from.length() && least < limit; i++) {
                least = next(i);
                int[] free = beforeLast;
                beforeLast = last;
                last = row;
                row = free;
            }
            return least < limit ? Math.min(limit, last[to.length()]) : limit;
        }

        /** Fills the row of a character; returns the least of it. */
        private int next(int i) {
            row[0] = i;
            int least = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = last[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                int cost = Math.min(replaced, 1 + Math.min(last[j], row[j - 1]));
                row[j] = isSwapped(i, j) ? Math.min(cost, beforeLast[j - 2] + 1) : cost;
                least = Math.min(least, row[j]);
            }
            return least;
        }

        private boolean isSwapped(int i, int j) {
            return i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        }
    }
}
