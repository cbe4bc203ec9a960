package org.fakesmtp.server.transport;

import java.time.Duration;
import java.util.Optional;
import org.fakesmtp.protocol.Conversation;
import org.fakesmtp.protocol.framing.Framer;
import org.fakesmtp.protocol.framing.Unit;

/** Measures the time that the client of a session takes. Used within the session's lane. */
final class Watch {

    /** The rate of content is the average of this time, in which octets keep coming; a client is not judged before. */
    static final Duration WINDOW = Duration.ofMinutes(1);

    /** A longer wait between two octets of content is silence, which is the business of {@code limit.idle}: to the rate it counts as this. */
    static final Duration SILENCE = Duration.ofSeconds(5);

    /** The same between two octets of a command line, where no rate is judged. */
    static final Duration SILENCE_IN_LINE = Duration.ofMinutes(1);

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
    private long lineTime;
    private long lineLast;
    private long lineOctets;

    private boolean inMessage;
    private int message;
    private long messageSince;
    private boolean tooSlow;
    private long window;
    private long octetsBefore;
    private long octetsLast;
    private long contentLast;

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

    /** Something has happened at this time, and the session has gone as far as it goes: is it the client's turn, is it made to wait on order, and what is under way now? */
    void look(long now, boolean clientsTurn, boolean throttled, boolean scriptedWait) {
        clock.stop(now, stop(clientsTurn, throttled, scriptedWait));
        long time = clock.time(now);
        lookAtLine(time);
        lookAtMessage(time);
        lastEvent = time;
    }

    private static SessionClock.Stop stop(boolean clientsTurn, boolean throttled, boolean scriptedWait) {
        if (clientsTurn) {
            return SessionClock.Stop.NONE;
        }
        if (throttled) {
            return SessionClock.Stop.THROTTLED;
        }
        return scriptedWait ? SessionClock.Stop.SCRIPTED : SessionClock.Stop.BUSY;
    }

    private void lookAtLine(long time) {
        boolean same = inLine && line == framer.lines();
        inLine = framer.isInLine();
        if (inLine && !same) {
            line = framer.lines();
            lineTime = 0;
        } else if (inLine && octets > lineOctets) {
            lineTime = timeInLine(time);
        } else if (inLine) {
            return;
        }
        lineOctets = octets;
        lineLast = time;
    }

    /** How much time the line has taken: a silence within it counts as a minute at most. */
    private long timeInLine(long time) {
        return lineTime + Math.min(time - lineLast, SILENCE_IN_LINE.toNanos());
    }

    private void lookAtMessage(long time) {
        boolean same = inMessage && message == conversation.messages();
        inMessage = conversation.isInMessage();
        if (inMessage && !same) {
            message = conversation.messages();
            messageSince = time;
            clock.messageBegins();
            tooSlow = false;
            contentLast = time;
            octetsLast = octets;
            beginWindow();
        } else if (inMessage && octets > octetsLast) {
            lookAtRate(time);
        }
    }

    /** Content has come: no rate is judged while none does. */
    private void lookAtRate(long time) {
        window += Math.min(time - contentLast, SILENCE.toNanos());
        contentLast = time;
        octetsLast = octets;
        if (window >= WINDOW.toNanos()) {
            tooSlow |= octets - octetsBefore < limits.minRate() * (window / 1e9);
            beginWindow();
        }
    }

    private void beginWindow() {
        window = 0;
        octetsBefore = octets;
    }

    /** What the client has taken too much time for. */
    Optional<Unit.Event> overrun(long now) {
        long time = clock.time(now);
        if (isOver(limits.idle(), lastEvent, time)) {
            return IDLE;
        }
        if (inLine && isOver(limits.command(), 0, timeInLine(time))) {
            return COMMAND;
        }
        if (inMessage && isOver(limits.message(), messageSince, time)) {
            return MESSAGE;
        }
        return inMessage && tooSlow ? RATE : IN_TIME;
    }

    private static boolean isOver(Duration limit, long since, long time) {
        return !limit.isZero() && time - since > limit.toNanos();
    }
}
