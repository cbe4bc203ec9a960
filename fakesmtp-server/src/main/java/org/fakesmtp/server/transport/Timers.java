package org.fakesmtp.server.transport;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Where pauses and limits get their time from. Tests inject one that they advance themselves. */
public interface Timers {

    /** Real timers, all on one thread. */
    static Timers real() {
        return new ThreadTimers("fakesmtp-timer");
    }

    /** The time in nanoseconds since some moment, for measuring. */
    long nanoTime();

    /** Runs a task once, after a time. The task must be short. */
    Timer after(Duration time, Runnable task);

    /** Runs a task again and again, at this interval. The task must be short. */
    Timer every(Duration interval, Runnable task);

    /**
     * Tells how to find out whether all that was put into the output has gone out. Time that passes by hand waits for that; real time waits for nothing. Asked by whatever thread lets time
     * pass.
     */
    default void passOnlyWhen(BooleanSupplier isSent) {}

    /** Ends all timers. */
    void close();

    /** A timer that was set. */
    interface Timer {
        /** Does nothing where it has run already. */
        void cancel();
    }
}
