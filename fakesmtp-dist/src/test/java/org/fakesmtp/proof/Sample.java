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

    private static final int PATIENCE = 20;
    private static final int PAUSE = 700;

    /** Waits until the process uses no less any more. */
    static Sample of(long pid) throws IOException, InterruptedException {
        Vitals before = Vitals.of(pid);
        Vitals now = before;
        for (int i = 0; i < PATIENCE; i++) {
            Thread.sleep(PAUSE);
            now = Vitals.of(pid);
            if (now.descriptors() >= before.descriptors() && now.threads() >= before.threads()) {
                break;
            }
            before = now;
        }
        return new Sample(Vitals.heap(pid), now);
    }

    /** The average of some. */
    static double average(List<Sample> samples, ToLongFunction<Sample> figure) {
        return samples.stream().mapToLong(figure).average().orElseThrow();
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
