package org.fakesmtp.server.transport;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.filterchain.IoFilter;
import org.apache.mina.core.filterchain.IoFilterChain;
import org.apache.mina.core.session.IoSession;
import org.fakesmtp.answer.Handshake;
import org.fakesmtp.answer.Outcome;
import org.fakesmtp.mail.SessionFacts;
import org.fakesmtp.protocol.framing.Inbox;
import org.fakesmtp.server.proxy.ProxyFilter;
import org.fakesmtp.server.tls.TlsFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the TLS of a connection is. While a handshake is under way the session does nothing: what has come encrypted by then waits in the inbox. Used within the session's lane, unless it says
 * otherwise.
 */
final class Security {

    private static final String TLS = "tls";
    private static final Logger LOG = LoggerFactory.getLogger(Security.class);

    private final IoSession io;
    private final Entrance entrance;
    private final Services services;
    private final Output output;
    private final Inbox inbox;
    private final Consumer<Runnable> lane;
    private final FailedHandshakes failures;
    private State state = State.CLEAR;
    private boolean afterReply;
    private long begun;

    private enum State {
        CLEAR,
        /** The engine is being made. */
        PREPARING,
        HANDSHAKE,
        /** The client is not to be trusted, and the connection ends. */
        CUT_OFF,
        SECURED,
        ENDED
    }

    /**
     * @param lane runs a task within the lane
     * @param failures logs what goes wrong
     */
    Security(
            IoSession io,
            Entrance entrance,
            Services services,
            Output output,
            Inbox inbox,
            Consumer<Runnable> lane,
            FailedHandshakes failures) {
        this.io = io;
        this.entrance = entrance;
        this.services = services;
        this.output = output;
        this.inbox = inbox;
        this.lane = lane;
        this.failures = failures;
    }

    boolean isUnderWay() {
        return state == State.PREPARING || state == State.HANDSHAKE || state == State.CUT_OFF;
    }

    /** Cuts off a client whose handshake takes too long. */
    void checkTime() {
        long limit = entrance.time().toNanos();
        if (limit > 0 && state == State.HANDSHAKE && services.timers().nanoTime() - begun >= limit) {
            LOG.info("connection from {}: its TLS handshake has not come to an end", ProxyFilter.client(io));
            cutOff();
        }
    }

    /** Ends a handshake at once. */
    void cutOff() {
        state = State.CUT_OFF;
        failures.expectNothing();
        io.closeNow();
    }

    /** Whether nothing is to be read, since what comes belongs to a handshake that cannot take it yet. */
    boolean isPreparing() {
        return state == State.PREPARING && !afterReply;
    }

    /**
     * TLS is to begin: behind the reply that the output holds, or at once where nothing was ever said in the clear. The first certificate takes a while and is made on a worker; until then
     * nothing goes out.
     */
    Outcome begin(Handshake handshake) {
        state = State.PREPARING;
        if (handshake.course() == Handshake.Course.NORMAL) {
            failures.expect(() -> entrance.tls().trust(handshake));
        }
        // A reply that was written already, while a plugin was asked, has no more writes behind it that could tell of
        // its end.
        afterReply = output.hasGathered();
        output.hold();
        try {
            Executor threads = entrance.tls().isPrepared(handshake) ? Runnable::run : services.workers();
            threads.execute(() -> prepare(handshake));
        } catch (RejectedExecutionException e) {
            io.closeNow();
        }
        return Outcome.WAITS;
    }

    private void prepare(Handshake handshake) {
        try {
            IoFilter filter = filter(handshake);
            lane.accept(() -> goOn(filter));
        } catch (RuntimeException | LinkageError e) {
            lane.accept(() -> {
                throw e;
            });
        }
    }

    private IoFilter filter(Handshake handshake) {
        if (handshake.course() == Handshake.Course.NORMAL) {
            SSLEngine engine = entrance.tls().engine(handshake);
            return TlsFilter.of(() -> engine);
        }
        return new BrokenHandshake(handshake.course());
    }

    /** The I/O thread puts the filter into the chain when the last octets in the clear have gone out: it cannot have read any that came after them. */
    private void goOn(IoFilter filter) {
        if (state != State.PREPARING) {
            return;
        }
        state = State.HANDSHAKE;
        begun = services.timers().nanoTime();
        if (afterReply) {
            output.release(() -> {
                io.getFilterChain().addBefore(Transport.CODEC, TLS, filter);
                lane.accept(this::onlyEncryptedFromNow);
            });
        } else {
            output.release(() -> {});
            io.getFilterChain().addBefore(Transport.CODEC, TLS, filter);
            handOver();
        }
    }

    /** What has come already, with a PROXY header or during a wait that a rule has ordered, belongs to the handshake. */
    private void handOver() {
        if (!inbox.isEmpty()) {
            IoFilterChain.Entry entry = io.getFilterChain().getEntry(TLS);
            try {
                entry.getFilter().messageReceived(entry.getNextFilter(), io, IoBuffer.wrap(inbox.takeAll()));
            } catch (Exception e) {
                io.getFilterChain().fireExceptionCaught(e);
            }
        }
    }

    /** The filter is in place. What a client has sent after STARTTLS in the clear may be of anyone: it is not obeyed (RFC 3207, section 6). */
    private void onlyEncryptedFromNow() {
        if (!inbox.isEmpty()) {
            LOG.info("connection from {}: octets in the clear behind STARTTLS, it is closed", ProxyFilter.client(io));
            inbox.clear();
            cutOff();
        }
    }

    /** The handshake has come to its end. False where it was given up before that. */
    boolean agreed() {
        boolean expected = state == State.HANDSHAKE;
        state = expected ? State.SECURED : state;
        return expected;
    }

    /** Gives up. Whether a handshake was under way. */
    boolean end() {
        boolean ended = isUnderWay();
        state = State.ENDED;
        return ended;
    }

    /** What a handshake has agreed on. */
    static SessionFacts.Tls facts(SSLSession agreed) {
        return new SessionFacts.Tls(agreed.getProtocol(), agreed.getCipherSuite(), client(agreed));
    }

    /** TLS has failed. */
    void failed(SSLException failure) {
        failures.failed(failure);
    }

    /**
     * The client has closed its side.
     *
     * @param first the server has not begun to close the connection
     */
    void inputClosed(boolean first) {
        if (first && state == State.SECURED) {
            failures.closed(true);
        }
    }

    /** The connection is gone. A client that closes it within a handshake may have been told why, and what is wrong is known a moment later: so the end is waited for. */
    void closed(boolean first) {
        inputClosed(first);
        if (state == State.HANDSHAKE) {
            failures.closed(false);
        }
    }

    private static Optional<String> client(SSLSession agreed) {
        try {
            return Optional.of(agreed.getPeerPrincipal().getName());
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }
}
