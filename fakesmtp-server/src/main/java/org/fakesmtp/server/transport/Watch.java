package org.fakesmtp.server.transport;

import java.time.Duration;
import java.util.Optional;
import org.fakesmtp.protocol.Conversation;
import org.fakesmtp.protocol.Framer;
import org.fakesmtp.protocol.Unit;

/** Measures the time that the client of a session takes. Used within the session's lane. */
final class Watch {

    /** The rate of content is the average of so long a time; a client is not judged before. */
    static final Duration WINDOW = Duration.ofMinutes(1);

    private static final Optional<Unit.Event> IN_TIME = Optional.empty();
    private static final Optional<Unit.Event> IDLE = Optional.of(Unit.Event.TIMEOUT);
    private static final Optional<Unit.Event> COMMAND = Optional.of(Unit.Event.COMMAND_TIMEOUT);
    private static final Optional<Unit.Event> MESSAGE = Optional.of(Unit.Event.MESSAGE_TIMEOUT);
    private static final Optional<Unit.Event> RATE = Optional.of(Unit.Event.MESSAGE_TOO_SLOW);

    private final TimeLimits limits;
    private final Conversation conversation;
    private final Framer framer;
    private final SessionClock clock;

    private long octets;
    private long lastEvent;

    private boolean inLine;
    private long line;
    private long lineSince;

    private boolean inMessage;
    private int message;
    private long messageSince;
    private long windowSince;
    private long octetsBefore;

    Watch(TimeLimits limits, Conversation conversation, Framer framer, long now) {
        this.limits = limits;
        this.conversation = conversation;
        this.framer = framer;
        this.clock = new SessionClock(limits.scriptedWait().toNanos());
        this.lastEvent = now;
    }

    /** Octets have come. */
    void received(int length) {
        octets += length;
    }

    /** How many octets have come. */
    long octets() {
        return octets;
    }

    /** A wait is over. */
    void waited(long now) {
        clock.go(now);
    }

    /** Something has happened at this time, and the session has gone as far as it goes: is it the client's turn, does it wait on order, and what is under way now? */
    void look(long now, boolean clientsTurn, boolean scriptedWait) {
        clock.stop(now, stop(clientsTurn, scriptedWait));
        long time = clock.time(now);
        lastEvent = time;
        lookAtLine(time);
        lookAtMessage(time);
    }

    private static SessionClock.Stop stop(boolean clientsTurn, boolean scriptedWait) {
        if (clientsTurn) {
            return SessionClock.Stop.NONE;
        }
        return scriptedWait ? SessionClock.Stop.SCRIPTED : SessionClock.Stop.BUSY;
    }

    private void lookAtLine(long time) {
        boolean same = inLine && line == framer.lines();
        inLine = framer.isInLine();
        if (inLine && !same) {
            line = framer.lines();
            lineSince = time;
        }
    }

    private void lookAtMessage(long time) {
        boolean same = inMessage && message == conversation.messages();
        inMessage = conversation.isInMessage();
        if (inMessage && !same) {
            message = conversation.messages();
            messageSince = time;
            beginWindow(time);
        }
    }

    private void beginWindow(long time) {
        windowSince = time;
        octetsBefore = octets;
    }

    /** What the client has taken too much time for. */
    Optional<Unit.Event> overrun(long now) {
        long time = clock.time(now);
        if (isOver(limits.idle(), lastEvent, time)) {
            return IDLE;
        }
        if (inLine && isOver(limits.command(), lineSince, time)) {
            return COMMAND;
        }
        if (inMessage && isOver(limits.message(), messageSince, time)) {
            return MESSAGE;
        }
        return inMessage && isTooSlow(time) ? RATE : IN_TIME;
    }

    private static boolean isOver(Duration limit, long since, long time) {
        return !limit.isZero() && time - since > limit.toNanos();
    }

    private boolean isTooSlow(long time) {
        long window = time - windowSince;
        if (limits.minRate() == 0 || window < WINDOW.toNanos()) {
            return false;
        }
        boolean tooSlow = octets - octetsBefore < limits.minRate() * (window / 1e9);
        beginWindow(time);
        return tooSlow;
    }
}
