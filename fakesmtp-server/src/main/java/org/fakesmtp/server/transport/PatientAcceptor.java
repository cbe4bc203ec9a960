package org.fakesmtp.server.transport;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import org.apache.mina.core.service.IoProcessor;
import org.apache.mina.transport.socket.nio.NioSession;
import org.apache.mina.transport.socket.nio.NioSocketAcceptor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pauses when no file descriptor is left, and goes on when one is. MINA's does so too, but tries again and again, with a stack trace in the log for each time. Clients wait in the system's
 * queue meanwhile.
 */
final class PatientAcceptor extends NioSocketAcceptor {

    private static final Logger LOG = LoggerFactory.getLogger(PatientAcceptor.class);
    private static final Duration REST = Duration.ofMillis(100);
    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);

    private final Timers timers;

    private Gate gate = Gate.OPEN;

    // Used by the accepting thread only.
    private boolean warned;
    private long warnedAt;

    PatientAcceptor(IoProcessor<NioSession> processors, Timers timers) {
        super(processors);
        this.timers = timers;
    }

    @Override
    protected @Nullable NioSession accept(IoProcessor<NioSession> processor, ServerSocketChannel handle)
            throws Exception {
        if (!isAdmitted()) {
            return null;
        }
        try {
            return acceptNext(processor, handle);
        } catch (IOException e) {
            rest(e);
            return null; // as MINA does where there is no connection after all
        }
    }

    /** One listener at a time: what was found to be left is taken. */
    private @Nullable NioSession acceptNext(IoProcessor<NioSession> processor, ServerSocketChannel handle)
            throws Exception {
        synchronized (Descriptors.OF_THIS_PROCESS) {
            Descriptors.OF_THIS_PROCESS.take();
            return super.accept(processor, handle);
        }
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
            LOG.warn("no connection can be accepted for now, others wait: {}", cause.getMessage());
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
