package org.fakesmtp.server.transport;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.transport.socket.nio.NioSession;
import org.fakesmtp.api.Answerer;
import org.fakesmtp.api.Exchange;
import org.fakesmtp.api.Message;
import org.fakesmtp.api.Outcome;
import org.fakesmtp.api.Reply;
import org.fakesmtp.api.StepPlayer;
import org.fakesmtp.protocol.Conversation;
import org.fakesmtp.protocol.Framer;
import org.fakesmtp.protocol.Inbox;
import org.fakesmtp.protocol.Pump;
import org.fakesmtp.protocol.Unit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session on its connection: what arrives goes through the lane into the inbox and the pump; the steps of the answers are played here. Knows nothing of what the
 * octets mean.
 */
final class Connection implements StepPlayer {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    /** A session that waits keeps so many octets unread by the conversation before reading stops. */
    private static final int UNREAD = 8 * 1024;

    /** After a close, so much input is still read and so long, lest a RST overtake the last reply. */
    private static final int DRAINED = 256 * 1024;

    private static final Duration DRAIN_TIME = Duration.ofSeconds(2);

    private final IoSession io;
    private final Services services;
    private final Consumer<Connection> finished;
    private final Conversation conversation;
    private final Lane lane = new Lane();
    private final Inbox inbox = new Inbox();
    private final Output output;
    private final Pump pump;

    private Optional<Timers.Timer> timer = Optional.empty();
    private State state = State.OPEN;
    private boolean inputClosed;
    private int drained;
    private long lastEvent;

    /** How far the connection is. */
    private enum State {
        OPEN,
        /** A close was ordered; what is unsent goes out first. */
        CLOSING,
        /** FIN is sent, input is thrown away until the client's FIN. */
        DRAINING,
        CLOSED
    }

    Connection(
            IoSession io, Services services, Consumer<Connection> finished, Conversation conversation, int lineLimit) {
        this.io = io;
        this.services = services;
        this.finished = finished;
        this.conversation = conversation;
        this.output = new Output(io);
        this.lastEvent = services.timers().nanoTime();
        this.pump = new Pump(conversation, new Framer(inbox, lineLimit), this, output::hasRoom);
    }

    // Events: each enters through the lane.

    void happened(Unit.Event event) {
        execute(() -> pump.happened(event));
    }

    /** Octets have arrived. They are cut in place where the lane is free, and copied where it is not. */
    void arrived(IoBuffer in) {
        if (lane.tryEnter()) {
            try {
                received(in.array(), in.arrayOffset() + in.position(), in.remaining());
            } finally {
                lane.leave();
            }
        } else {
            byte[] copy = new byte[in.remaining()];
            in.duplicate().get(copy);
            lane.execute(() -> received(copy, 0, copy.length));
        }
        in.position(in.limit());
    }

    private void received(byte[] octets, int offset, int length) {
        if (state == State.OPEN) {
            inbox.offer(octets, offset, length);
            advance(() -> {});
            inbox.settle();
        } else {
            drain(length);
        }
    }

    /** A write has gone out. */
    void sent() {
        execute(output::sent);
    }

    /** The client has closed its side: what it sent before is still answered. */
    void inputClosed() {
        execute(() -> {
            inputClosed = true;
            io.suspendRead();
            if (state == State.DRAINING) {
                io.closeNow();
            }
        });
    }

    /** The connection is gone. */
    void closed() {
        execute(() -> {
            state = State.CLOSED;
            boolean paused = timer.isPresent();
            cancelTimer();
            inbox.clear();
            pump.disconnected();
            if (paused && pump.isWaiting()) {
                pump.resume(Outcome.DONE);
            }
        });
    }

    /** Whether the client is to be blamed for silence: nothing waits for the server. */
    boolean isIdle() {
        return !pump.isWaiting() && output.isEmpty();
    }

    /** Reports a time-out where nothing has happened for so long, and it is the client's turn. */
    void checkSilence(Duration limit) {
        if (isSilentFor(limit) && lane.tryEnter()) {
            try {
                if (isSilentFor(limit) && state == State.OPEN) {
                    advance(() -> pump.happened(Unit.Event.TIMEOUT));
                }
            } finally {
                lane.leave();
            }
        }
    }

    private boolean isSilentFor(Duration limit) {
        return isIdle() && services.timers().nanoTime() - lastEvent > limit.toNanos();
    }

    /** Ends at once what has not ended by itself. */
    void abort() {
        io.closeNow();
    }

    private void execute(Runnable event) {
        lane.execute(() -> advance(event));
    }

    // Within the lane.

    /** Takes an event in and goes on as far as it goes. */
    private void advance(Runnable event) {
        lastEvent = services.timers().nanoTime();
        try {
            event.run();
            if (state == State.OPEN) {
                pump.run();
            }
            settle();
        } catch (RuntimeException e) {
            LOG.error("session {} failed", conversation.session().id(), e);
            io.closeNow();
        }
    }

    private void settle() {
        if (state == State.CLOSED) {
            return;
        }
        output.flush();
        if (state == State.OPEN && inputClosed && isIdle()) {
            state = State.CLOSING;
        }
        if (state == State.CLOSING && output.isEmpty()) {
            finish();
        }
        throttle();
    }

    /** Stops reading while more waits than is to wait, and goes on when it has gone down. */
    private void throttle() {
        boolean full = inbox.size() > UNREAD && (pump.isWaiting() || !output.hasRoom());
        if (full && !io.isReadSuspended()) {
            io.suspendRead();
        } else if (!full && !inputClosed && io.isReadSuspended()) {
            io.resumeRead();
            wakeUp();
        }
    }

    /** Has the selector look at the session anew: resuming does not wake it. */
    private void wakeUp() {
        ((NioSession) io).getProcessor().flush((NioSession) io);
    }

    /** Sends FIN; the connection is closed when the client has sent its own, or after a while. */
    private void finish() {
        state = State.DRAINING;
        finished.accept(this);
        if (inputClosed) {
            io.closeOnFlush();
            return;
        }
        inbox.clear();
        try {
            ((SocketChannel) ((NioSession) io).getChannel()).shutdownOutput();
            timer = Optional.of(services.timers().after(DRAIN_TIME, io::closeNow));
        } catch (IOException e) {
            LOG.debug("session {}: {}", conversation.session().id(), e.toString());
            io.closeNow();
        }
    }

    private void drain(int length) {
        drained += length;
        if (drained > DRAINED) {
            io.closeNow();
        }
    }

    private void cancelTimer() {
        timer.ifPresent(Timers.Timer::cancel);
        timer = Optional.empty();
    }

    // Steps.

    @Override
    public Outcome reply(Reply reply) {
        output.add(reply);
        return Outcome.DONE;
    }

    @Override
    public Outcome pause(Duration time) {
        output.flush();
        timer = Optional.of(services.timers().after(time, () -> execute(this::pauseOver)));
        return Outcome.WAITS;
    }

    private void pauseOver() {
        if (timer.isPresent() && state == State.OPEN) {
            timer = Optional.empty();
            pump.resume(Outcome.DONE);
        }
    }

    @Override
    public Outcome close() {
        state = State.CLOSING;
        return Outcome.DONE;
    }

    @Override
    public Outcome consult(Answerer answerer, Exchange exchange) {
        return onWorker(() -> services.consult(answerer, exchange));
    }

    @Override
    public Outcome deliver(Message message) {
        return onWorker(() -> new Outcome.Delivered(services.deliverer().deliver(message)));
    }

    private Outcome onWorker(Supplier<Outcome> work) {
        output.flush();
        try {
            services.workers().execute(() -> {
                Outcome outcome = work.get();
                execute(() -> pump.resume(outcome));
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("session {} ends with the server", conversation.session().id());
            io.closeNow();
        }
        return Outcome.WAITS;
    }
}
