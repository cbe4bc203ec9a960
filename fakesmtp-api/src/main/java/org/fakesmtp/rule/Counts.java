package org.fakesmtp.rule;

import java.util.LinkedHashMap;
import java.util.Map;

/** The counts of a rule by key: a bounded table from which the one longest unused goes. Used under the lock of its rule. */
final class Counts {

    private static final float LOAD = 0.75f;

    private final Map<Key, Count> counts = new LinkedHashMap<>(16, LOAD, true);
    private final int most;
    private long evicted;

    Counts(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("a table of keys holds at least 1, not " + most);
        }
        this.most = most;
    }

    Count of(Key key) {
        Count count = counts.computeIfAbsent(key, unseen -> new Count());
        if (counts.size() > most) {
            counts.remove(counts.keySet().iterator().next());
            evicted++;
        }
        return count;
    }

    long evicted() {
        return evicted;
    }

    /** How often a rule matched and answered for one key. */
    static final class Count {
        private long matched;
        private long answered;

        long match() {
            return ++matched;
        }

        long answer() {
            return ++answered;
        }
    }
}
