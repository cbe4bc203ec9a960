package org.fakesmtp.server.transport;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.fakesmtp.protocol.Conversation;
import org.fakesmtp.protocol.Pump;
import org.fakesmtp.protocol.framing.Unit;

/** How long the client has said nothing: those who want to know of it are asked when it has lasted long enough for them. Used within the session's lane. */
final class ClientSilence {

    private final Timers timers;
    private final Conversation conversation;
    private final Pump pump;
    private final Consumer<Runnable> lane;
    private Optional<Timers.Timer> timer = Optional.empty();
    private long since;

    /** @param lane has something done within the lane */
    ClientSilence(Timers timers, Conversation conversation, Pump pump, Consumer<Runnable> lane) {
        this.timers = timers;
        this.conversation = conversation;
        this.pump = pump;
        this.lane = lane;
        this.since = timers.nanoTime();
    }

    /** The client has said something, or can say something again only now: a silence begins. */
    void broken() {
        since = timers.nanoTime();
    }

    /** Waits for the length of silence that somebody wants to know of next, where somebody does. */
    void listen() {
        if (timer.isEmpty() && isClientsTurn()) {
            conversation.nextSilence().ifPresent(this::waitFor);
        }
    }

    private void waitFor(Duration time) {
        Duration left = Duration.ofNanos(Math.max(0, time.toNanos() - length()));
        timer = Optional.of(timers.after(left, () -> lane.accept(() -> over(time))));
    }

    private void over(Duration expected) {
        timer = Optional.empty();
        long length = length();
        if (length >= expected.toNanos() && isClientsTurn()) {
            pump.happened(new Unit.Silent(Duration.ofNanos(length)));
        }
    }

    private boolean isClientsTurn() {
        return !pump.isWaiting() && !pump.isHeldBack();
    }

    private long length() {
        return timers.nanoTime() - since;
    }

    /** The connection is gone. */
    void end() {
        timer.ifPresent(Timers.Timer::cancel);
    }
}
