package org.fakesmtp.server.transport;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.session.IoSession;
import org.fakesmtp.answer.Outcome;
import org.fakesmtp.mail.SessionFacts;
import org.fakesmtp.protocol.Conversation;
import org.fakesmtp.protocol.Pump;
import org.fakesmtp.protocol.framing.Framer;
import org.fakesmtp.protocol.framing.Inbox;
import org.fakesmtp.protocol.framing.Unit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session on its connection: what arrives goes through the lane into the inbox and the pump, whose steps a player plays. Knows nothing of what the
 * octets mean.
 */
final class Connection {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final Services services;
    private final Conversation conversation;
    private final Lane lane = new Lane();
    private final Inbox inbox = new Inbox();
    private final Wire wire;
    private final Output output;
    private final Security security;
    private final Player player;
    private final Pump pump;
    private final Watch watch;
    private final ContentThrottle throttle;
    private final ClientSilence silence;
    private final Room room;
    private final Closing closing;
    private final Portion portion = new Portion();

    private volatile long received;

    Connection(
            IoSession io,
            Services services,
            Entrance entrance,
            Consumer<Connection> finished,
            Conversation conversation,
            int lineLimit) {
        this.services = services;
        this.conversation = conversation;
        this.wire = new Wire(io);
        this.output = new Output(io, services.timers(), services.memory());
        this.room = new Room(services.memory(), inbox, output);
        FailedHandshakes handshakes = new FailedHandshakes(io, conversation, this::octets);
        this.security = new Security(io, entrance, services, output, inbox, this::execute, handshakes);
        this.throttle = new ContentThrottle(services.timers(), this::execute);
        this.player = new Player(services, output, security::begin, throttle::order, this::resume);
        Framer framer = new Framer(inbox, lineLimit);
        this.pump = new Pump(conversation, framer, player, output::hasRoom, throttle);
        Parting parting = new Parting(wire, services.timers(), lane, () -> finished.accept(this));
        this.closing = new Closing(conversation, pump, player, inbox, output, wire, parting);
        this.silence = new ClientSilence(services.timers(), conversation, pump, this::execute);
        this.watch = new Watch(
                services.limits(), conversation, framer, services.timers().nanoTime());
    }

    // Events: each enters through the lane.

    /** The connection is there, and the session begins. */
    void opened() {
        execute(() -> pump.happened(Unit.Event.CONNECTED));
    }

    /** The connection is there, and is one too many, for this reason. */
    void refused(Unit.Event why) {
        execute(() -> pump.happened(why));
    }

    /** The server stops. */
    void shutDown() {
        execute(() -> {
            if (security.isUnderWay()) {
                security.cutOff();
            } else {
                interrupt(Unit.Event.SHUTDOWN);
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
                pump.resume(Outcome.SECURED);
            }
        });
    }

    /** TLS has failed: the client is told why by an alert, if it can be. */
    void failed(SSLException cause) {
        execute(() -> {
            boolean ends = closing.isSpeaking();
            if (ends || security.isUnderWay()) {
                security.failed(cause);
            }
            if (ends) {
                closing.begin();
            }
        });
    }

    /** Octets have arrived. They are cut in place where the lane is free, and copied where it is not; then no more are read before they have had their turn. */
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
            wire.pauseReading();
            lane.execute(() -> received(copy, 0, copy.length));
        }
        in.position(in.limit());
    }

    private void received(byte[] octets, int offset, int length) {
        silence.broken();
        if (closing.isOpen()) {
            watch.received(length);
            if (player.scriptedWait().kind() != ScriptedWait.Kind.HANG) {
                inbox.offer(octets, offset, length);
            }
            advance(() -> {});
            received = watch.octets();
        } else {
            closing.drain(length);
        }
    }

    /** A write has gone out. Where nothing waited for that, the session has nothing to do. */
    void sent() {
        output.wentOut();
        if (lane.tryEnter()) {
            try {
                wentOut();
            } finally {
                lane.leave();
            }
        } else {
            lane.execute(this::wentOut);
        }
    }

    private void wentOut() {
        boolean hadRoom = output.hasRoom();
        output.sent();
        if (hadRoom && isAtRest()) {
            room.settle();
        } else {
            advance(player.scriptedWait()::written);
        }
    }

    /** Whether what comes next comes from the client. */
    private boolean isAtRest() {
        return closing.isOpen()
                && output.isEmpty()
                && inbox.isEmpty()
                && !output.isSealed()
                && !wire.isInputClosed()
                && !security.isUnderWay()
                && !player.scriptedWait().isUnderWay();
    }

    /** The client has closed its side: what it sent before is still answered. */
    void inputClosed() {
        execute(() -> {
            security.inputClosed(closing.isSpeaking());
            closing.inputClosed(security.isUnderWay());
        });
    }

    private void resume(Supplier<Optional<Outcome>> outcome) {
        execute(() -> outcome.get().ifPresent(known -> {
            silence.broken();
            watch.waited(services.timers().nanoTime());
            throttle.waited();
            pump.resume(known);
        }));
    }

    /** The connection is gone. */
    void closed() {
        execute(() -> {
            security.closed(closing.isSpeaking());
            closing.end();
            throttle.end();
            silence.end();
            inbox.clear();
            room.release();
            boolean waited = security.end();
            pump.disconnected();
            if (player.scriptedWait().end() || waited) {
                pump.resume(Outcome.DONE);
            }
        });
    }

    /** Does something about a client that takes more time than it may: for a handshake, to say something, or to read what it was told. */
    void checkTime(long now) {
        if (lane.tryEnter()) {
            try {
                security.checkTime();
                if (isDeaf(now)) {
                    LOG.debug(
                            "session {}: the client does not read",
                            conversation.session().id());
                    wire.closeNow();
                } else if (closing.isOpen() && !security.isUnderWay()) {
                    Optional<Unit.Event> event = watch.overrun(now);
                    if (event.isPresent()) {
                        advance(() -> interrupt(event.get()));
                    }
                }
            } finally {
                lane.leave();
            }
        }
    }

    private boolean isDeaf(long now) {
        long limit = services.limits().idle().toNanos();
        boolean listens = pump.isWaiting() && player.scriptedWait().kind() != ScriptedWait.Kind.SEND;
        return limit > 0 && !listens && output.unread(now) > limit;
    }

    /** The event has its turn before what a rule has ordered to wait for; a wait that is under way still when time is up has outlasted the limits. */
    private void interrupt(Unit.Event event) {
        if (player.scriptedWait().end()) {
            pump.interrupt(event);
        } else {
            pump.happened(event);
        }
    }

    /** Ends at once what has not ended by itself. */
    void abort() {
        wire.closeNow();
    }

    /** Whether nothing waits to go out, and nothing is being done that may put something there. */
    boolean isSent() {
        if (!lane.tryEnter()) {
            return false;
        }
        try {
            return output.isEmpty();
        } finally {
            lane.leave();
        }
    }

    /** The wire, which counts what has come and gone. For tests. */
    Wire wire() {
        return wire;
    }

    /** How many octets wait for the conversation: a glance, for tests. */
    int unread() {
        return inbox.size();
    }

    /** How many octets have come and had their turn. For tests. */
    long received() {
        return received;
    }

    /** How many octets wait for the client to read: a glance, for tests. */
    int unsent() {
        return output.size();
    }

    private long octets() {
        return watch.octets();
    }

    private void execute(Runnable event) {
        lane.execute(() -> advance(event));
    }

    // Within the lane.

    /** Takes an event in and goes on as far as it goes. A failure costs this session, never the thread, which serves others. */
    private void advance(Runnable event) {
        try {
            event.run();
            if (pump.isHeldBack()) {
                silence.broken();
            }
            if (closing.isOpen() && !security.isUnderWay()) {
                pump.run();
            }
            if (!closing.isOver()) {
                settle();
            }
        } catch (Throwable e) {
            wire.closeNow();
            inbox.clear();
            LOG.error("session {} failed", conversation.session().id(), e);
        }
    }

    private void settle() {
        output.flush();
        inbox.settle();
        room.settle();
        closing.settle();
        boolean throttled = pump.isHeldBack();
        boolean goesOn = !pump.isWaiting() && !throttled && output.hasRoom();
        wire.read(isReading() && (goesOn || room.isThereForInput(throttle.ahead())));
        if (throttled) {
            throttle.waitForPortion();
        }
        if (closing.isOpen()) {
            silence.listen();
        }
        watch.look(
                services.timers().nanoTime(),
                goesOn,
                throttled,
                player.scriptedWait().isUnderWay());
    }

    private boolean isReading() {
        return !security.isPreparing() && player.scriptedWait().kind() != ScriptedWait.Kind.STALL;
    }

    /** How much is to be read at once: little while the sessions together keep as much as they may. Asked by the I/O thread before each read. */
    int mostToRead() {
        int most = portion.next(wire.octetsRead(), received);
        return room.isShort() ? Math.min(Portion.LITTLE, most) : most;
    }
}
