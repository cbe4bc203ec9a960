package org.fakesmtp.rule;

/**
 * One draw of lots: a pure function of what it was made from, so that no order of sessions changes it. The mixing is that of splitmix64 (Steele, Lea and
 * Flood, 2014).
 */
record Draw(long state) {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1.0p-53;

    /** The first draw of a rule, from which those of its keys and occurrences follow. */
    static Draw of(long seed, String rule) {
        return new Draw(mix(seed ^ hash(0, rule)));
    }

    /** The draw that follows from this one by a number. */
    Draw at(long number) {
        return new Draw(mix(state + GOLDEN * number));
    }

    /** An even share, 0 inclusive to 1 exclusive. */
    double share() {
        return (mix(state) >>> 11) * UNIT;
    }

    /** A hash of 64 bits, the same in every run. */
    static long hash(long start, CharSequence text) {
        long hash = start ^ GOLDEN;
        for (int i = 0; i < text.length(); i++) {
            hash = mix(hash + text.charAt(i));
        }
        return mix(hash ^ text.length());
    }

    private static long mix(long z) {
        long y = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long x = (y ^ (y >>> 27)) * 0x94D049BB133111EBL;
        return x ^ (x >>> 31);
    }
}
