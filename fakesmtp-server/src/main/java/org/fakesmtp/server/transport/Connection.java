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
import org.fakesmtp.api.Step;
import org.fakesmtp.protocol.Conversation;
import org.fakesmtp.protocol.Framer;
import org.fakesmtp.protocol.Inbox;
import org.fakesmtp.protocol.Memory;
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

    /** A session may keep so many octets, unread or unsent, when those of all sessions have reached the limit; they do not count towards it. */
    static final int OWN = 4 * 1024;

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
    private final Watch watch;
    private final Memory.Holding held;

    private Optional<Timers.Timer> draining = Optional.empty();
    private Optional<Timers.Timer> slowReading = Optional.empty();
    private Optional<Timers.Timer> silence = Optional.empty();
    private long lastHeard;
    private boolean halfClosed;
    private State state = State.OPEN;
    private volatile long received;

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
        this.output = new Output(io, services.timers(), services.memory());
        this.security = new Security(io, entrance, services, output, inbox, this::execute);
        this.player = new Player(services, output, security::begin, this::resume);
        Framer framer = new Framer(inbox, lineLimit);
        this.pump = new Pump(conversation, framer, player, output::hasRoom);
        this.watch = new Watch(
                services.limits(), conversation, framer, services.timers().nanoTime());
        this.held = services.memory().holding(OWN);
        this.lastHeard = services.timers().nanoTime();
    }

    /** Where the client is, as far as it is known. */
    String clientAddress() {
        return conversation.session().clientAddress();
    }

    // Events: each enters through the lane.

    /** The connection is there, and the session begins. */
    void opened() {
        execute(() -> pump.happened(Unit.Event.CONNECTED));
    }

    /** The connection is there, and is one too many. */
    void refused() {
        execute(() -> pump.happened(Unit.Event.TOO_MANY_CONNECTIONS));
    }

    /** The server stops. */
    void shutDown() {
        execute(() -> {
            if (security.isUnderWay()) {
                wire.closeNow();
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
            boolean ends = state == State.OPEN || state == State.CLOSING;
            if (ends || security.isUnderWay()) {
                LOG.info(
                        "session {}: TLS with {} failed: {}",
                        conversation.session().id(),
                        conversation.session().clientAddress(),
                        Printable.text(String.valueOf(cause.getMessage())));
            }
            if (ends) {
                finish();
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
        lastHeard = services.timers().nanoTime();
        if (state == State.OPEN) {
            watch.received(length);
            if (player.scriptedWait().kind() != ScriptedWait.Kind.HANG) {
                inbox.offer(octets, offset, length);
            }
            advance(() -> readSlowly(length));
            received = watch.octets();
        } else {
            wire.drain(length);
            wire.read(true);
        }
    }

    /** A write has gone out. */
    void sent() {
        output.wentOut();
        execute(() -> {
            output.sent();
            player.scriptedWait().written();
        });
    }

    /** The client has closed its side: what it sent before is still answered. */
    void inputClosed() {
        execute(() -> {
            wire.inputClosed();
            if (state == State.DRAINING && wire.isOutputClosed()) {
                wire.closeNow();
            } else if (security.isUnderWay() && state != State.DRAINING) {
                finish(); // a handshake that has failed ends its input too, and has an alert to send yet
            }
        });
    }

    private void resume(Supplier<Optional<Outcome>> outcome) {
        execute(() -> outcome.get().ifPresent(known -> {
            lastHeard = services.timers().nanoTime();
            watch.waited(lastHeard);
            pump.resume(known);
        }));
    }

    /** The connection is gone. */
    void closed() {
        execute(() -> {
            state = State.CLOSED;
            draining.ifPresent(Timers.Timer::cancel);
            slowReading.ifPresent(Timers.Timer::cancel);
            silence.ifPresent(Timers.Timer::cancel);
            inbox.clear();
            held.hold(0);
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
                } else if (state == State.OPEN && !security.isUnderWay()) {
                    watch.overrun(now).ifPresent(this::tooLate);
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

    /** A wait that a rule has ordered has outlasted the limits where it is under way still. */
    private void tooLate(Unit.Event event) {
        advance(() -> interrupt(event));
    }

    /** The event has its turn before what a rule has ordered to wait for. */
    private void interrupt(Unit.Event event) {
        if (player.scriptedWait().end()) {
            pump.interrupt(event);
        } else {
            pump.happened(event);
        }
    }

    /** After content that is to be read slowly, nothing is read for a while. */
    private void readSlowly(int length) {
        if (player.reading().isEmpty()) {
            return;
        }
        if (!conversation.isInMessage()) {
            player.readFreely();
            return;
        }
        long nanos = 1_000_000_000L * length / player.reading().get().octets();
        slowReading = Optional.of(services.timers()
                .after(Duration.ofNanos(nanos), () -> execute(() -> slowReading = Optional.empty())));
    }

    /** Has those asked who want to know of a client's silence, where somebody does. */
    private void listenForSilence() {
        if (silence.isEmpty() && state == State.OPEN && !pump.isWaiting()) {
            conversation.nextSilence().ifPresent(time -> {
                long left = time.toNanos() - (services.timers().nanoTime() - lastHeard);
                silence = Optional.of(services.timers()
                        .after(Duration.ofNanos(Math.max(0, left)), () -> execute(() -> silent(time))));
            });
        }
    }

    private void silent(Duration expected) {
        silence = Optional.empty();
        long so = services.timers().nanoTime() - lastHeard;
        if (so >= expected.toNanos() && !pump.isWaiting()) {
            pump.happened(new Unit.Silent(Duration.ofNanos(so)));
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

    /** How many octets were read from the socket. For tests. */
    long read() {
        return wire.octetsRead();
    }

    /** How many octets have come and had their turn. For tests. */
    long received() {
        return received;
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
        try {
            event.run();
            if (state == State.OPEN && !security.isUnderWay()) {
                pump.run();
            }
            if (state != State.CLOSED) {
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
        held.hold((long) inbox.capacity() + output.capacity());
        if (output.isSealed() && output.isEmpty() && !halfClosed) {
            halfClosed = true;
            wire.closeNotify(() -> lane.execute(wire::shutDownOutput));
        }
        if (state == State.OPEN && (player.ending().isPresent() || isAllAnswered())) {
            state = State.CLOSING;
        }
        if (state == State.CLOSING && output.isEmpty()) {
            finish();
        }
        boolean goesOn = !pump.isWaiting() && output.hasRoom();
        wire.read(isReading() && (goesOn || inbox.size() <= (isShortOfMemory() ? OWN : UNREAD)));
        listenForSilence();
        watch.look(services.timers().nanoTime(), stop(goesOn));
    }

    private SessionClock.Stop stop(boolean goesOn) {
        if (goesOn) {
            return SessionClock.Stop.NONE;
        }
        return player.scriptedWait().isUnderWay() ? SessionClock.Stop.SCRIPTED : SessionClock.Stop.BUSY;
    }

    private boolean isReading() {
        return slowReading.isEmpty()
                && !security.isPreparing()
                && player.scriptedWait().kind() != ScriptedWait.Kind.STALL;
    }

    /** Whether the sessions together keep as much as they may: then this one is to keep no more than its own. */
    boolean isShortOfMemory() {
        return services.memory().isShort();
    }

    /** Whether the client will say no more, and has the replies to all that it said. */
    private boolean isAllAnswered() {
        return wire.isInputClosed() && !pump.isWaiting() && output.isEmpty();
    }

    /** Sends close_notify under TLS, and then FIN; the connection is closed when the client has sent its own, or after a while. */
    private void finish() {
        state = State.DRAINING;
        if (player.ending().filter(Step.End.RESET::equals).isPresent()) {
            finished.accept(this);
            wire.reset();
            return;
        }
        inbox.clear();
        draining = Optional.of(services.timers().after(Wire.DRAIN_TIME, wire::closeNow));
        if (player.ending().filter(Step.End.CUT::equals).isPresent()) {
            closeOutput();
        } else {
            wire.closeNotify(() -> lane.execute(this::closeOutput));
        }
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
