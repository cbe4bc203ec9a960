package org.fakesmtp.server.transport;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.session.IoSession;
import org.fakesmtp.api.Outcome;
import org.fakesmtp.api.Printable;
import org.fakesmtp.api.SessionFacts;
import org.fakesmtp.protocol.Conversation;
import org.fakesmtp.protocol.Framer;
import org.fakesmtp.protocol.Inbox;
import org.fakesmtp.protocol.Pump;
import org.fakesmtp.protocol.Unit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session on its connection: what arrives goes through the lane into the inbox and the pump, whose steps a player plays. Knows nothing of what the
 * octets mean.
 */
final class Connection {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    /** A session that waits keeps so many octets unread by the conversation before reading stops. */
    static final int UNREAD = 8 * 1024;

    private final Services services;
    private final Consumer<Connection> finished;
    private final Conversation conversation;
    private final Lane lane = new Lane();
    private final Inbox inbox = new Inbox();
    private final Wire wire;
    private final Output output;
    private final Security security;
    private final Player player;
    private final Pump pump;

    private Optional<Timers.Timer> draining = Optional.empty();
    private State state = State.OPEN;
    private boolean greeted;
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
            IoSession io,
            Services services,
            Entrance entrance,
            Consumer<Connection> finished,
            Conversation conversation,
            int lineLimit) {
        this.services = services;
        this.finished = finished;
        this.conversation = conversation;
        this.wire = new Wire(io);
        this.output = new Output(io);
        this.security = new Security(io, entrance, services, output, inbox, this::execute);
        this.player = new Player(services, output, security::beginAfterOutput, this::resume);
        this.pump = new Pump(conversation, new Framer(inbox, lineLimit), player, output::hasRoom);
        this.lastEvent = services.timers().nanoTime();
    }

    // Events: each enters through the lane.

    /** The connection is there; the session begins, under implicit TLS when the handshake has ended. */
    void opened(boolean implicitTls) {
        execute(implicitTls ? security::begin : this::greet);
    }

    private void greet() {
        greeted = true;
        pump.happened(Unit.Event.CONNECTED);
    }

    /** The server stops. */
    void shutDown() {
        execute(() -> {
            if (security.isUnderWay()) {
                wire.closeNow();
            } else {
                pump.happened(Unit.Event.SHUTDOWN);
            }
        });
    }

    /** The handshake has ended. */
    void secured(SSLSession agreed) {
        SessionFacts.Tls facts = Security.facts(agreed);
        execute(() -> {
            if (security.agreed()) {
                LOG.debug("session {}: {}", conversation.session().id(), facts);
                conversation.agreed(facts);
                if (greeted) {
                    pump.resume(Outcome.SECURED);
                } else {
                    greet();
                }
            }
        });
    }

    /** TLS has failed: the client is told why by an alert, if it can be. */
    void failed(SSLException cause) {
        execute(() -> {
            if (state == State.OPEN || state == State.CLOSING) {
                LOG.info(
                        "session {}: TLS with {} failed: {}",
                        conversation.session().id(),
                        conversation.session().clientAddress(),
                        Printable.text(String.valueOf(cause.getMessage())));
                finish();
            }
        });
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
            wire.drain(length);
        }
    }

    /** A write has gone out. */
    void sent() {
        output.wentOut();
        execute(output::sent);
    }

    /** The client has closed its side: what it sent before is still answered. */
    void inputClosed() {
        execute(() -> {
            wire.inputClosed();
            if (security.isUnderWay() || (state == State.DRAINING && wire.isOutputClosed())) {
                wire.closeNow();
            }
        });
    }

    private void resume(Supplier<Optional<Outcome>> outcome) {
        execute(() -> outcome.get().ifPresent(pump::resume));
    }

    /** The connection is gone. */
    void closed() {
        execute(() -> {
            state = State.CLOSED;
            draining.ifPresent(Timers.Timer::cancel);
            inbox.clear();
            boolean waited = security.end();
            if (greeted) {
                pump.disconnected();
                if (player.endPause() || waited) {
                    pump.resume(Outcome.DONE);
                }
            }
        });
    }

    /** Cuts off a client whose handshake takes too long. */
    void checkHandshake() {
        if (lane.tryEnter()) {
            try {
                security.checkTime();
            } finally {
                lane.leave();
            }
        }
    }

    /** Does something about a client that has been silent for so long while it was its turn: to say something, or to read what it was told. */
    void checkSilence(Duration limit) {
        if (lane.tryEnter()) {
            try {
                if (!pump.isWaiting()
                        && !security.isUnderWay()
                        && services.timers().nanoTime() - lastEvent > limit.toNanos()) {
                    silent();
                }
            } finally {
                lane.leave();
            }
        }
    }

    private void silent() {
        if (!output.isEmpty()) {
            LOG.debug(
                    "session {}: the client does not read",
                    conversation.session().id());
            wire.closeNow();
        } else if (state == State.OPEN) {
            advance(() -> pump.happened(Unit.Event.TIMEOUT));
        }
    }

    /** Ends at once what has not ended by itself. */
    void abort() {
        wire.closeNow();
    }

    /** How many octets wait for the conversation: a glance, for tests. */
    int unread() {
        return inbox.size();
    }

    /** How many octets wait for the client to read: a glance, for tests. */
    int unsent() {
        return output.size();
    }

    /** How many writes have gone out. For tests. */
    long writes() {
        return wire.writes();
    }

    private void execute(Runnable event) {
        lane.execute(() -> advance(event));
    }

    // Within the lane.

    /** Takes an event in and goes on as far as it goes. A failure costs this session, never the thread, which serves others. */
    private void advance(Runnable event) {
        lastEvent = services.timers().nanoTime();
        try {
            event.run();
            if (state == State.OPEN && !security.isUnderWay()) {
                pump.run();
            }
            if (state != State.CLOSED) {
                settle();
            }
        } catch (Throwable e) {
            LOG.error("session {} failed", conversation.session().id(), e);
            wire.closeNow();
        }
    }

    private void settle() {
        output.flush();
        if (state == State.OPEN && (player.isClosing() || isAllAnswered())) {
            state = State.CLOSING;
        }
        if (state == State.CLOSING && output.isEmpty()) {
            finish();
        }
        wire.read(inbox.size() <= UNREAD || (!pump.isWaiting() && output.hasRoom()));
    }

    /** Whether the client will say no more, and has the replies to all that it said. */
    private boolean isAllAnswered() {
        return wire.isInputClosed() && !pump.isWaiting() && output.isEmpty();
    }

    /** Sends close_notify under TLS, and then FIN; the connection is closed when the client has sent its own, or after a while. */
    private void finish() {
        state = State.DRAINING;
        inbox.clear();
        draining = Optional.of(services.timers().after(Wire.DRAIN_TIME, wire::closeNow));
        wire.closeNotify(() -> lane.execute(this::closeOutput));
    }

    private void closeOutput() {
        finished.accept(this);
        if (wire.isInputClosed()) {
            wire.closeNow();
        } else {
            wire.shutDownOutput();
        }
    }
}
