package org.fakesmtp.server.transport;

import java.time.Duration;
import java.util.Optional;
import org.fakesmtp.api.Modifier;
import org.fakesmtp.api.Transmission;

/** Octets on their way into the output, at their own pace and no faster than the client reads. */
final class Sending {

    /** So much is put into the output at a time where there is no pace. */
    private static final int PORTION = 4 * 1024;

    private final Transmission.Source source;
    private final Optional<Modifier.Dribble> pace;

    Sending(Transmission transmission) {
        this.source = transmission.open();
        this.pace = transmission.pace().map(Sending::inPortions);
    }

    /** The same pace in portions that the output has room for. */
    private static Modifier.Dribble inPortions(Modifier.Dribble pace) {
        if (pace.octets() <= PORTION) {
            return pace;
        }
        long nanos = (long) ((double) pace.every().toNanos() * PORTION / pace.octets());
        return new Modifier.Dribble(PORTION, Duration.ofNanos(Math.max(1, nanos)));
    }

    /** Puts the next octets into the output: a portion where there is a pace, otherwise as many as there is room for. */
    void fill(Output output) {
        if (pace.isPresent()) {
            output.add(source, pace.get().octets());
            return;
        }
        while (!source.isAtEnd() && output.hasRoom()) {
            output.add(source, PORTION);
        }
    }

    boolean isAtEnd() {
        return source.isAtEnd();
    }

    /** The wait between two portions; empty where the next goes as soon as the client has read. */
    Optional<Duration> wait(Output output) {
        return output.hasRoom() ? pace.map(Modifier.Dribble::every) : Optional.empty();
    }
}
