package org.fakesmtp.setting;

import java.time.Duration;

/**
 * A range of durations, each as likely as another.
 *
 * @param shortest not negative
 * @param longest not below the shortest; equal to it where there is nothing to draw
 */
public record DurationRange(Duration shortest, Duration longest) implements Durations {

    /** @throws IllegalArgumentException where the shortest is negative, or the longest below it */
    public DurationRange {
        if (shortest.isNegative() || longest.compareTo(shortest) < 0) {
            throw new IllegalArgumentException("a range goes from the shortest duration to the longest, not from "
                    + shortest.toMillis() + "ms to " + longest.toMillis() + "ms");
        }
    }

    @Override
    public Duration drawn(double share) {
        return shortest.plusNanos((long) (longest.minus(shortest).toNanos() * share));
    }

    @Override
    public Duration median() {
        return drawn(0.5);
    }

    @Override
    public boolean isFixed() {
        return shortest.equals(longest);
    }

    /** {@code 2s} or {@code 1s..5s}. */
    @Override
    public String toString() {
        return Values.written(shortest) + (isFixed() ? "" : ".." + Values.written(longest));
    }
}
