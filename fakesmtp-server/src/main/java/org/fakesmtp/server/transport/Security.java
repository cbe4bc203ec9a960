package org.fakesmtp.server.transport;

import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.apache.mina.core.session.IoSession;
import org.fakesmtp.api.Outcome;
import org.fakesmtp.api.SessionFacts;
import org.fakesmtp.server.tls.TlsContexts;
import org.fakesmtp.server.tls.TlsFilter;

/**
 * How far the TLS of a connection is. While a handshake is under way the session does nothing: what has come encrypted by then waits in the inbox. Used within the session's lane, unless it says
 * otherwise.
 */
final class Security {

    private final IoSession io;
    private final TlsContexts contexts;
    private final Services services;
    private final Output output;
    private final Consumer<Runnable> lane;
    private State state = State.CLEAR;
    private long begun;

    private enum State {
        CLEAR,
        /** STARTTLS was said, and the engine is being made. */
        PREPARING,
        HANDSHAKE,
        SECURED,
        ENDED
    }

    /** @param lane runs a task within the lane */
    Security(IoSession io, TlsContexts contexts, Services services, Output output, Consumer<Runnable> lane) {
        this.io = io;
        this.contexts = contexts;
        this.services = services;
        this.output = output;
        this.lane = lane;
    }

    boolean isUnderWay() {
        return state == State.PREPARING || state == State.HANDSHAKE;
    }

    /** Whether a handshake began at this time or before, and has not ended. */
    boolean isUnderWaySince(long nanoTime) {
        return state == State.HANDSHAKE && begun - nanoTime <= 0;
    }

    /** The handshake begins. */
    void begin() {
        state = State.HANDSHAKE;
        begun = services.timers().nanoTime();
    }

    /**
     * TLS is to begin behind what the output holds. The engine is made on a worker, since the first certificate takes a while; until then nothing goes out.
     *
     * @param begins run within the lane when no more octets in the clear can come
     */
    Outcome beginAfterOutput(Runnable begins) {
        state = State.PREPARING;
        output.hold();
        try {
            services.workers().execute(() -> prepare(begins));
        } catch (RejectedExecutionException e) {
            io.closeNow();
        }
        return Outcome.WAITS;
    }

    private void prepare(Runnable begins) {
        try {
            SSLEngine engine = contexts.engine();
            lane.accept(() -> goOn(engine, begins));
        } catch (RuntimeException | LinkageError e) {
            lane.accept(() -> {
                throw e;
            });
        }
    }

    /** The I/O thread puts the filter into the chain when the last octets in the clear have gone out: it cannot have read any that came after them. */
    private void goOn(SSLEngine engine, Runnable begins) {
        if (state == State.PREPARING) {
            begin();
            output.release(() -> {
                io.getFilterChain().addBefore(Transport.CODEC, "tls", TlsFilter.startTls(() -> engine));
                lane.accept(begins);
            });
        }
    }

    /** The handshake has come to its end. False where it was given up before. */
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

    private static Optional<String> client(SSLSession agreed) {
        try {
            return Optional.of(agreed.getPeerPrincipal().getName());
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }
}
