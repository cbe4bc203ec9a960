package org.fakesmtp.attack;

import java.time.Duration;

/**
 * What an attack has cost.
 *
 * @param heapBefore and after: KB of the heap in use after a collection
 * @param probe how long the slowest fresh client took
 * @param verdict "held", or what went wrong
 */
record Result(
        String attack,
        Duration took,
        Vitals before,
        Vitals after,
        long heapBefore,
        long heapAfter,
        Duration probe,
        String verdict) {

    static final String HEADER = """
            | attack | seconds | peak RSS, MB | threads | descriptors | heap after GC, MB | probe, ms | verdict |
            |---|---:|---:|---:|---:|---:|---:|---|
            """;

    boolean held() {
        return verdict.equals("held");
    }

    /** A row of the table. */
    String row() {
        return "| %s | %.1f | %d | %d → %d | %d → %d | %.1f → %.1f | %d | %s |%n"
                .formatted(
                        attack,
                        took.toMillis() / 1000.0,
                        after.peak(),
                        before.threads(),
                        after.threads(),
                        before.descriptors(),
                        after.descriptors(),
                        heapBefore / 1024.0,
                        heapAfter / 1024.0,
                        probe.toMillis(),
                        verdict);
    }
}
