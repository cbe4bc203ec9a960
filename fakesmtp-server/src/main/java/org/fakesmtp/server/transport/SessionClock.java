package org.fakesmtp.server.transport;

/** The time of a session. It stands still while the client need not, or cannot, go on. In nanoseconds, like those of {@link Timers}. */
final class SessionClock {

    /** Why the clock stands. */
    enum Stop {
        /** It does not: it is the client's turn. */
        NONE,
        /** A rule has ordered a pause. */
        SCRIPTED,
        /** A rule has ordered to take content slowly. The stops of one message count as one. */
        THROTTLED,
        /** A plugin works, or the client has to read first. */
        BUSY
    }

    private final long longestScripted;
    private Stop stop = Stop.NONE;
    private long stoppedAt;
    private long stood;
    private long throttled;

    /** @param longestScripted so long a scripted stop may be; behind that the clock goes on. 0 is no limit */
    SessionClock(long longestScripted) {
        this.longestScripted = longestScripted == 0 ? Long.MAX_VALUE : longestScripted;
    }

    /** The time of the session. */
    long time(long now) {
        return now - stood - standing(now);
    }

    /** Stops the clock, or lets it go. Of a stop of the same kind that lasts, nothing changes. */
    void stop(long now, Stop next) {
        if (next != stop) {
            go(now);
            stop = next;
            stoppedAt = now;
        }
    }

    /** Lets the clock go on: the next stop is another one. */
    void go(long now) {
        long standing = standing(now);
        stood += standing;
        throttled += stop == Stop.THROTTLED ? standing : 0;
        stop = Stop.NONE;
    }

    /** Another message begins. */
    void messageBegins() {
        throttled = 0;
    }

    private long standing(long now) {
        return switch (stop) {
            case NONE -> 0;
            case SCRIPTED -> Math.min(now - stoppedAt, longestScripted);
            case THROTTLED -> Math.min(now - stoppedAt, longestScripted - throttled);
            case BUSY -> now - stoppedAt;
        };
    }
}
