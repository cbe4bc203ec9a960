package org.fakesmtp.rule;

import java.time.Duration;

/** On which of the occurrences that match a rule answers. Occurrences are counted from 1, for each key apart. */
public sealed interface Trigger {

    /** Whether the rule answers this occurrence. */
    boolean fires(Occurrence occurrence);

    /**
     * An occurrence that matches.
     *
     * @param number counted from 1
     * @param share drawn, 0 to 1
     * @param sinceStart how long after the start of the server it is
     */
    record Occurrence(long number, double share, Duration sinceStart) {}

    /** The first ones. */
    record First(long count) implements Trigger {
        /** @throws IllegalArgumentException where the count is less than 1 */
        public First {
            positive("first", count);
        }

        @Override
        public boolean fires(Occurrence occurrence) {
            return occurrence.number <= count;
        }
    }

    /** All but the first ones. */
    record After(long count) implements Trigger {
        /** @throws IllegalArgumentException where the count is less than 1 */
        public After {
            positive("after", count);
        }

        @Override
        public boolean fires(Occurrence occurrence) {
            return occurrence.number > count;
        }
    }

    /** Each one whose number is a multiple of this. */
    record Every(long count) implements Trigger {
        /** @throws IllegalArgumentException where the count is less than 1 */
        public Every {
            positive("every", count);
        }

        @Override
        public boolean fires(Occurrence occurrence) {
            return occurrence.number % count == 0;
        }
    }

    /** A share of them, 0 to 1, drawn for each. */
    record Chance(double probability) implements Trigger {
        /** @throws IllegalArgumentException where the probability is not 0 to 1 */
        public Chance {
            if (!(probability >= 0 && probability <= 1)) {
                throw new IllegalArgumentException("a chance is 0 to 1, not " + probability);
            }
        }

        @Override
        public boolean fires(Occurrence occurrence) {
            return occurrence.share < probability;
        }
    }

    /** Those within a span of time after the start of the server, its end not included. */
    record During(Duration from, Duration to) implements Trigger {
        /** @throws IllegalArgumentException where it begins before the start, or does not end after it begins */
        public During {
            if (from.isNegative() || to.compareTo(from) <= 0) {
                throw new IllegalArgumentException("a time goes from one moment to a later one, such as 30s..90s");
            }
        }

        @Override
        public boolean fires(Occurrence occurrence) {
            return occurrence.sinceStart.compareTo(from) >= 0 && occurrence.sinceStart.compareTo(to) < 0;
        }
    }

    private static void positive(String word, long count) {
        if (count < 1) {
            throw new IllegalArgumentException("'" + word + "' counts from 1, not from " + count);
        }
    }
}
