package org.fakesmtp.junit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.fakesmtp.server.transport.ManualTimers;
import org.fakesmtp.server.transport.Timers;
import org.fakesmtp.text.Printable;
import org.opentest4j.AssertionFailedError;

/**
 * The time of a server, which passes only when a test says so: pauses, limits, rules with {@code during}, and what the journal notes. It never goes back, also not when a test ends. For any
 * thread.
 */
public final class ManualClock implements InstantSource {

    private final ManualTimers timers = new ManualTimers();
    private final Instant begin = Instant.now();
    private final long zero = timers.nanoTime();

    ManualClock() {}

    /**
     * Lets time pass, and has done what falls due in it, in order; what the server sends meanwhile goes out before more time passes. What the client says to it takes real time: let no more
     * pass at once than up to what the client has to answer.
     */
    public void advance(Duration time) {
        timers.advance(time);
    }

    /**
     * Waits, in real time, until the server itself waits for time to pass, as it does in a pause; lets the time pass then.
     *
     * @throws AssertionFailedError where it does not wait for anything within the patience
     */
    public void advanceWhenWaiting(Duration time, Duration patience) {
        if (!timers.awaitPending(patience)) {
            throw new AssertionFailedError(
                    "the server did not wait for time to pass within " + Printable.time(patience),
                    "a server that waits for time to pass",
                    "a server that waits for nothing");
        }
        advance(time);
    }

    @Override
    public Instant instant() {
        return begin.plusNanos(timers.nanoTime() - zero);
    }

    Timers timers() {
        return timers;
    }
}
