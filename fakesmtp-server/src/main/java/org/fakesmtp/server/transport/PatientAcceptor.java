package org.fakesmtp.server.transport;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.mina.core.service.IoProcessor;
import org.apache.mina.transport.socket.nio.NioSession;
import org.apache.mina.transport.socket.nio.NioSocketAcceptor;
import org.fakesmtp.internal.Reason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pauses when no file descriptor is left, and goes on when one is. MINA's does so too, but tries again and again, with a stack trace in the log for each time. Clients wait in the system's
 * queue meanwhile.
 *
 * <p>Its thread binds, unbinds, and accepts the first client of a socket; further ones are accepted by a processor, until that goes wrong.
 */
final class PatientAcceptor extends NioSocketAcceptor {

    private static final Logger LOG = LoggerFactory.getLogger(PatientAcceptor.class);
    private static final Duration REST = Duration.ofMillis(100);
    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);

    private final SessionProcessors processors;
    private final Timers timers;

    /** Who accepts the clients of a socket in the place of the accepting thread, or has done so. */
    private final Map<ServerSocketChannel, SessionProcessor> inPlace = new ConcurrentHashMap<>();

    private Gate gate = Gate.OPEN;

    // Used by the accepting thread only.
    private boolean warned;
    private long warnedAt;

    PatientAcceptor(SessionProcessors processors, Timers timers) {
        super(processors.threads(), processors.least());
        this.processors = processors;
        this.timers = timers;
    }

    @Override
    protected @Nullable NioSession accept(IoProcessor<NioSession> processor, ServerSocketChannel handle)
            throws Exception {
        if (!isAdmitted()) {
            return null;
        }
        try {
            SessionProcessor least = processors.least();
            NioSession session = acceptNext(least, handle);
            if (session != null) {
                passOn(handle, least);
            }
            return session;
        } catch (IOException e) {
            rest(e);
            return null; // as MINA does where there is no connection after all
        }
    }

    /** One listener at a time: what was found to be left is taken. */
    private @Nullable NioSession acceptNext(SessionProcessor processor, ServerSocketChannel handle) throws Exception {
        synchronized (Descriptors.OF_THIS_PROCESS) {
            Descriptors.OF_THIS_PROCESS.take();
            NioSession session = super.accept(processor, handle);
            if (session != null) {
                processor.expect();
            }
            return session;
        }
    }

    /** Lets a processor accept the next clients of the socket, on its own thread. */
    private void passOn(ServerSocketChannel socket, SessionProcessor processor) {
        socket.keyFor(selector).interestOps(0);
        inPlace.put(socket, processor);
        processor.listen(socket, most -> {
            boolean goesOn = acceptInPlace(socket, processor, most);
            if (!goesOn) {
                takeBack(socket);
            }
            return goesOn;
        });
    }

    /** Whether all went well. */
    private boolean acceptInPlace(ServerSocketChannel socket, SessionProcessor processor, int most) {
        try {
            for (int i = 0; i < most; i++) {
                if (!isOpen()) {
                    return false;
                }
                NioSession session = acceptNext(processors.least(processor), socket);
                if (session == null) {
                    return true;
                }
                initSession(session, null, null);
                session.getProcessor().add(session);
            }
            return true;
        } catch (Exception e) {
            return false; // the accepting thread will meet the same trouble, and has the time to tell of it and to wait
        }
    }

    private void takeBack(ServerSocketChannel socket) {
        try {
            Optional.ofNullable(socket.keyFor(selector)).ifPresent(key -> key.interestOps(SelectionKey.OP_ACCEPT));
            wakeup();
        } catch (CancelledKeyException e) {
            // unbound meanwhile
        }
    }

    /** Waits until the sockets that were unbound are closed for the system too. */
    void awaitClosed() {
        inPlace.values().forEach(SessionProcessor::awaitTurn);
        inPlace.keySet().removeIf(socket -> !socket.isOpen());
    }

    private synchronized boolean isOpen() {
        return gate == Gate.OPEN;
    }

    /** Accepts nobody from now on: the accepting thread waits, and cannot unbind meanwhile. */
    synchronized void hold() {
        gate = Gate.HELD;
    }

    /** Accepts nobody from now on, and does not wait. */
    synchronized void admitNobody() {
        gate = Gate.PASSED;
        notifyAll();
    }

    /** Accepts clients again. */
    synchronized void admit() {
        gate = Gate.OPEN;
        notifyAll();
    }

    private synchronized boolean isAdmitted() throws InterruptedException {
        while (gate == Gate.HELD) {
            wait();
        }
        return gate == Gate.OPEN;
    }

    private void rest(IOException cause) throws InterruptedException {
        long now = timers.nanoTime();
        if (!warned || now - warnedAt > BETWEEN_WARNINGS.toNanos()) {
            LOG.warn("no connection can be accepted for now, others wait: {}", Reason.of(cause));
            warned = true;
            warnedAt = now;
        }
        Thread.sleep(REST.toMillis());
    }

    /** What becomes of a client that waits to be accepted. */
    private enum Gate {
        OPEN,
        HELD,
        PASSED
    }
}
