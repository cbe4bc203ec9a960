package org.fakesmtp.server.transport;

import java.util.Optional;
import org.fakesmtp.answer.Step;

/** The end of a connection, or of what the server says on it, when all is sent. Used within the session's lane. */
final class Parting {

    private final Wire wire;
    private final Timers timers;
    private final Lane lane;
    private final Runnable finished;
    private Optional<Timers.Timer> draining = Optional.empty();
    private boolean halfClosed;

    /** @param finished told just before the client can see that the connection ends */
    Parting(Wire wire, Timers timers, Lane lane, Runnable finished) {
        this.wire = wire;
        this.timers = timers;
        this.lane = lane;
        this.finished = finished;
    }

    /** Sends close_notify under TLS, and then FIN, once; what the client says is still read. */
    void halfClose() {
        if (!halfClosed) {
            halfClosed = true;
            wire.closeNotify(() -> lane.execute(wire::shutDownOutput));
        }
    }

    /**
     * Sends close_notify under TLS, and then FIN; the connection is closed when the client has sent its own, or after a while. Without close_notify, or with RST at once, where a rule has
     * ordered that. A client that has said QUIT is not waited for.
     */
    void begin(Optional<Step.End> how, boolean saysNoMore) {
        if (how.filter(Step.End.RESET::equals).isPresent()) {
            finished.run();
            wire.reset();
            return;
        }
        if (saysNoMore && wire.hasNothingMore()) {
            finished.run();
            wire.closeNow();
            return;
        }
        draining = Optional.of(timers.after(Wire.DRAIN_TIME, wire::closeNow));
        if (how.filter(Step.End.CUT::equals).isPresent()) {
            closeOutput();
        } else {
            wire.closeNotify(() -> lane.execute(this::closeOutput));
        }
    }

    private void closeOutput() {
        finished.run();
        if (wire.isInputClosed()) {
            wire.closeNow();
        } else {
            wire.shutDownOutput();
        }
    }

    /** The connection is gone. */
    void end() {
        draining.ifPresent(Timers.Timer::cancel);
    }
}
