package org.fakesmtp.server.transport;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.fakesmtp.protocol.ContentPace;
import org.fakesmtp.setting.Rate;

/**
 * Content that is taken no faster than a rule has ordered. Octet n is taken n / rate seconds after the first one: each is due at a time counted from there, so a timer that is late delays
 * one portion, and not those behind it. Used within the session's lane.
 */
final class ContentThrottle implements ContentPace {

    private static final long SECOND = 1_000_000_000L;

    /** Portions are taken this often, unless an octet takes longer. */
    private static final int PORTIONS_PER_SECOND = 50;

    /** A shorter wait would cost more than it is worth. */
    private static final long SHORTEST_WAIT = SECOND / 1000;

    /** A client that was late by no more than this may catch up. What it was silent for longer is lost to it. */
    private static final long CATCHES_UP = SECOND;

    /** Faster than any network: a number of octets times a number of nanoseconds still fits into a long. */
    private static final long FASTEST = 1L << 32;

    /** The most that is read ahead of its time. */
    private static final int MOST_AHEAD = 256 * 1024;

    private final Timers timers;
    private final Runnable due;
    private Optional<Timers.Timer> timer = Optional.empty();
    private long dueAt;

    /** In octets a second; 0 if nothing is ordered. */
    private long rate;

    /** When the octets that are counted began. */
    private long since;

    private long taken;

    /** When the last octets were taken, or the wait behind them was over. */
    private long reached;

    /** How many octets waited when it was last asked. */
    private long waiting;

    /** @param lane runs a task within the lane, and has the session go on after it */
    ContentThrottle(Timers timers, Consumer<Runnable> lane) {
        this.timers = timers;
        this.due = () -> lane.accept(() -> timer = Optional.empty());
    }

    /** Takes no more than that until the content ends. The octet behind which a rule orders it is the first one. Of two rates that are ordered there the slower one holds. */
    void order(Rate ordered) {
        long next = Math.min(FASTEST, ordered.octets());
        boolean another = rate > 0 && taken <= 1;
        rate = another ? Math.min(rate, next) : next;
        taken = 1;
        since = reached;
    }

    @Override
    public int allowed(long arrived) {
        waiting = arrived;
        if (rate == 0) {
            return Integer.MAX_VALUE;
        }
        long late = timers.nanoTime() - due(taken);
        since += Math.max(0, late - CATCHES_UP);
        long allowed = dueBy(timers.nanoTime()) - taken;
        return allowed < portion() ? 0 : (int) Math.min(allowed, Integer.MAX_VALUE);
    }

    @Override
    public void took(int octets) {
        reached = timers.nanoTime();
        taken += octets;
    }

    @Override
    public void ended() {
        rate = 0;
    }

    /** The server itself has made the client wait: that time is no part of the rate. */
    void waited() {
        reached = timers.nanoTime();
        since += rate == 0 ? 0 : Math.max(0, reached - due(taken));
    }

    /** Has the session go on when the next portion is due. */
    void waitForPortion() {
        long next = due(taken + portion());
        if (timer.isEmpty() || next < dueAt) {
            end();
            dueAt = next;
            Duration wait = Duration.ofNanos(Math.max(SHORTEST_WAIT, next - timers.nanoTime()));
            timer = Optional.of(timers.after(wait, due));
        }
    }

    /** How many octets are worth reading before their time: those that are due together. */
    int ahead() {
        return (int) Math.min(MOST_AHEAD, rate / PORTIONS_PER_SECOND);
    }

    /** The connection is gone. */
    void end() {
        timer.ifPresent(Timers.Timer::cancel);
        timer = Optional.empty();
    }

    /** The octets that are taken together. */
    private long portion() {
        return Math.max(1, Math.min(waiting, rate / PORTIONS_PER_SECOND));
    }

    /** When all of the first octets may be taken. */
    private long due(long octets) {
        long rest = octets % rate * SECOND;
        return since + octets / rate * SECOND + (rest + rate - 1) / rate;
    }

    /** How many octets may be taken by this time. */
    private long dueBy(long now) {
        long time = now - since;
        return time / SECOND * rate + time % SECOND * rate / SECOND;
    }
}
