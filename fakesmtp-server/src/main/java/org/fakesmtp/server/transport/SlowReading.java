package org.fakesmtp.server.transport;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.fakesmtp.api.Rate;

/** Content that is read slowly because a rule has ordered it: after what has come, nothing is read for a while. Used within the session's lane. */
final class SlowReading {

    private final Timers timers;
    private final Consumer<Runnable> lane;
    private Optional<Rate> rate = Optional.empty();
    private Optional<Timers.Timer> pause = Optional.empty();

    /** @param lane has something done within the lane */
    SlowReading(Timers timers, Consumer<Runnable> lane) {
        this.timers = timers;
        this.lane = lane;
    }

    /** Reads no faster than that until the content ends. */
    void order(Rate ordered) {
        rate = Optional.of(ordered);
    }

    /** Whether nothing is to be read now. */
    boolean isPausing() {
        return pause.isPresent();
    }

    /**
     * Octets have come and had their turn.
     *
     * @param content whether content is coming in still; where none is, all is read as fast as it comes again
     */
    void took(int octets, boolean content) {
        if (rate.isEmpty()) {
            return;
        }
        if (!content) {
            rate = Optional.empty();
            return;
        }
        Duration time = Duration.ofNanos(1_000_000_000L * octets / rate.get().octets());
        pause = Optional.of(timers.after(time, () -> lane.accept(() -> pause = Optional.empty())));
    }

    /** The connection is gone. */
    void end() {
        pause.ifPresent(Timers.Timer::cancel);
    }
}
