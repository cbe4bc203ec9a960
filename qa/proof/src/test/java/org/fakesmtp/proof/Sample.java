package org.fakesmtp.proof;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.fakesmtp.attack.Vitals;

/**
 * What a server uses when all clients have gone.
 *
 * @param heap KB in use after a collection
 */
record Sample(long heap, Vitals vitals) {

    private static final int PATIENCE = 10;

    /** So many KB come and go. */
    private static final int SLACK = 100;

    /** Longer than what the server is told to wait for, and than it takes to settle the spool log, which is read into memory for that. */
    private static final int PAUSE = 5_000;

    /** Waits until the process uses no less any more. */
    static Sample of(long pid) throws IOException, InterruptedException {
        Sample before = now(pid);
        for (int i = 0; i < PATIENCE; i++) {
            Thread.sleep(PAUSE);
            Sample now = now(pid);
            if (now.isNoLessThan(before)) {
                return now;
            }
            before = now;
        }
        return before;
    }

    private static Sample now(long pid) throws IOException, InterruptedException {
        return new Sample(Vitals.heap(pid), Vitals.of(pid));
    }

    private boolean isNoLessThan(Sample other) {
        return heap >= other.heap - SLACK && descriptors() >= other.descriptors() && threads() >= other.threads();
    }

    /** The one in the middle: one that met with a settlement that took long does not count. */
    static long median(List<Sample> samples, ToLongFunction<Sample> figure) {
        return samples.stream()
                .mapToLong(figure)
                .sorted()
                .skip(samples.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    long descriptors() {
        return vitals.descriptors();
    }

    long threads() {
        return vitals.threads();
    }

    /** Cells of a table. */
    String cells() {
        return String.format(
                Locale.ROOT,
                "%.2f | %d | %d | %d | %d",
                heap / 1024.0,
                vitals.descriptors(),
                vitals.threads(),
                vitals.pooled(),
                vitals.peak());
    }
}
