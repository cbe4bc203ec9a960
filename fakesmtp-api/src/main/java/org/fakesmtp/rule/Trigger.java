package org.fakesmtp.rule;

/** On which of the occurrences that match a rule answers. Occurrences are counted from 1, for each key apart. */
public sealed interface Trigger {

    /** Whether the rule answers this occurrence. */
    boolean fires(long occurrence, double share);

    /** The first ones. */
    record First(long count) implements Trigger {
        public First {
            positive("first", count);
        }

        @Override
        public boolean fires(long occurrence, double share) {
            return occurrence <= count;
        }
    }

    /** All but the first ones. */
    record After(long count) implements Trigger {
        public After {
            positive("after", count);
        }

        @Override
        public boolean fires(long occurrence, double share) {
            return occurrence > count;
        }
    }

    /** Each one whose number is a multiple of this. */
    record Every(long count) implements Trigger {
        public Every {
            positive("every", count);
        }

        @Override
        public boolean fires(long occurrence, double share) {
            return occurrence % count == 0;
        }
    }

    /** A share of them, 0 to 1, drawn for each. */
    record Chance(double probability) implements Trigger {
        public Chance {
            if (!(probability >= 0 && probability <= 1)) {
                throw new IllegalArgumentException("a chance is 0 to 1, not " + probability);
            }
        }

        @Override
        public boolean fires(long occurrence, double share) {
            return share < probability;
        }
    }

    private static void positive(String word, long count) {
        if (count < 1) {
            throw new IllegalArgumentException("'" + word + "' counts from 1, not from " + count);
        }
    }
}
