package org.fakesmtp.setting;

import java.time.Duration;
import java.util.Random;

/**
 * Durations as networks and disks have them: most lie around the median, a few are many times as long. Their logarithms are distributed normally.
 *
 * @param median more than zero
 * @param sigma how far they spread: 0 gives the median each time, with 1 every sixth is 2.7 times as long or longer; at most 5
 */
public record LogNormal(Duration median, double sigma) implements Durations {

    private static final Duration LONGEST = Duration.ofDays(1);

    /** @throws IllegalArgumentException where the median is not more than zero, or sigma is not 0 to 5 */
    public LogNormal {
        if (median.isNegative() || median.isZero()) {
            throw new IllegalArgumentException("the median of a duration is more than 0");
        }
        if (!(sigma >= 0 && sigma <= 5)) {
            throw new IllegalArgumentException("sigma is 0 to 5, not " + sigma);
        }
    }

    /** At most a day. */
    @Override
    public Duration drawn(double share) {
        double normal = new Random(Double.doubleToLongBits(share)).nextGaussian();
        double nanos = median.toNanos() * Math.exp(sigma * normal);
        return nanos < LONGEST.toNanos() ? Duration.ofNanos((long) nanos) : LONGEST;
    }

    @Override
    public boolean isFixed() {
        return sigma == 0;
    }

    @Override
    public String toString() {
        return "lognormal(" + Values.written(median) + ", " + sigma + ")";
    }
}
