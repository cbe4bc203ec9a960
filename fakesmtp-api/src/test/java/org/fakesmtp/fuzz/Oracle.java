package org.fakesmtp.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** What harnesses say over and over. */
public final class Oracle {

    private Oracle() {}

    /** Throws where something does not hold. */
    public static void holds(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise.get());
        }
    }

    public static void same(Object actual, Object expected) {
        holds(actual.equals(expected), () -> actual + ", not " + expected);
    }

    /** Octets as they may arrive: pieces of so many octets at most. */
    public static List<byte[]> pieces(byte[] octets, int most, Random cuts) {
        List<byte[]> pieces = new ArrayList<>();
        for (int from = 0; from < octets.length; ) {
            int to = Math.min(octets.length, from + 1 + cuts.nextInt(most));
            pieces.add(Arrays.copyOfRange(octets, from, to));
            from = to;
        }
        return pieces;
    }
}
