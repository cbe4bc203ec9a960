package org.fakesmtp.junit;

import java.util.Arrays;

/** Prints how long a server takes to start in a JVM that has started others before. A program, not a test: time depends on what else the machine does. */
final class WarmStart {

    private static final int WARM_UP = 20;
    private static final int STARTS = 100;

    private WarmStart() {}

    public static void main(String[] arguments) {
        double[] times = new double[WARM_UP + STARTS];
        Arrays.setAll(times, number -> milliseconds());
        double[] warm = Arrays.copyOfRange(times, WARM_UP, times.length);
        Arrays.sort(warm);
        System.out.printf(
                "the first start took %.0f ms; of %d after %d: median %.1f ms, p90 %.1f ms, longest %.1f ms%n",
                times[0], STARTS, WARM_UP, warm[STARTS / 2], warm[STARTS * 9 / 10], warm[STARTS - 1]);
    }

    /** From nothing to a server that listens. */
    private static double milliseconds() {
        try (FakeSmtp smtp = FakeSmtp.onFreePort()) {
            long begin = System.nanoTime();
            smtp.port();
            return (System.nanoTime() - begin) / 1e6;
        }
    }
}
