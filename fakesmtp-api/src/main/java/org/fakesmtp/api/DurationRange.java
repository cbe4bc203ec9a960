package org.fakesmtp.api;

import java.time.Duration;

/**
 * A range of durations.
 *
 * @param shortest not negative
 * @param longest not below the shortest; equal to it where there is nothing to draw
 */
public record DurationRange(Duration shortest, Duration longest) {

    public DurationRange {
        if (shortest.isNegative() || longest.compareTo(shortest) < 0) {
            throw new IllegalArgumentException("a range goes from the shortest duration to the longest, not from "
                    + shortest.toMillis() + "ms to " + longest.toMillis() + "ms");
        }
    }
}
