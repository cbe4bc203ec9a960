package org.fakesmtp.setting;

import java.time.Duration;

/** A duration, or many of which one is drawn each time. */
public sealed interface Durations permits DurationRange, LogNormal {

    /** The duration that a draw stands for; the same share, 0 to 1, always gives the same. */
    Duration drawn(double share);

    /** The duration in the middle: as many are shorter as are longer. */
    Duration median();

    /** Whether there is nothing to draw. */
    boolean isFixed();

    /** Always this one. */
    static Durations of(Duration time) {
        return new DurationRange(time, time);
    }
}
