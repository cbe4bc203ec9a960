package org.fakesmtp.server.transport;

import java.time.Duration;
import java.util.Optional;
import org.fakesmtp.answer.Modifier;
import org.fakesmtp.answer.Transmission;

/**
 * Octets on their way into the output, at their own pace and no faster than the client reads. Each portion is due at a time counted from the first, so a timer that is late delays one
 * portion, and not those behind it.
 */
final class Sending {

    /** The most that is put into the output at a time. */
    private static final int PORTION = 4 * 1024;

    /** What is late by no more than this is made up for: by more it is where the client does not read. */
    private static final long CATCHES_UP = 1_000_000_000L;

    private final Timers timers;
    private final Transmission.Source source;
    private final Optional<Modifier.Dribble> pace;
    private long since;
    private long sent;

    Sending(Transmission transmission, Timers timers) {
        this.timers = timers;
        this.source = transmission.open();
        this.pace = transmission.pace();
        this.since = timers.nanoTime() + (transmission.startsWithWait() ? nanos(pace.map(Modifier.Dribble::every)) : 0);
    }

    private static long nanos(Optional<Duration> time) {
        return time.map(Duration::toNanos).orElse(0L);
    }

    /** Puts the next octets into the output: those that are due, as many as there is room for. */
    void fill(Output output) {
        long now = timers.nanoTime();
        since += Math.max(0, now - CATCHES_UP - since - nanos(untilPortion(sent)));
        for (int next = next(now); next > 0 && !source.isAtEnd() && output.hasRoom(); next = next(now)) {
            output.add(source, next);
            sent += next;
        }
    }

    /** How many octets go next: of one portion those that are left of it, none where it is not due. */
    private int next(long now) {
        if (pace.isEmpty()) {
            return PORTION;
        }
        int octets = pace.get().octets();
        boolean due = since + nanos(untilPortion(sent)) <= now;
        return due ? (int) Math.min(PORTION, octets - sent % octets) : 0;
    }

    /** From the first portion to the one of which so many octets are before. */
    private Optional<Duration> untilPortion(long octets) {
        return pace.map(dribble -> dribble.every().multipliedBy(octets / dribble.octets()));
    }

    boolean isAtEnd() {
        return source.isAtEnd();
    }

    /** The wait until the next portion is due; empty where the next goes as soon as the client has read. */
    Optional<Duration> wait(Output output) {
        return output.hasRoom()
                ? untilPortion(sent)
                        .map(time -> Duration.ofNanos(Math.max(0, since + time.toNanos() - timers.nanoTime())))
                : Optional.empty();
    }
}
