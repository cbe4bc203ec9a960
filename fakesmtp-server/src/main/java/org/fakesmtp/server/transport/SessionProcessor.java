package org.fakesmtp.server.transport;

import java.util.concurrent.Executor;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.transport.socket.nio.NioProcessor;
import org.apache.mina.transport.socket.nio.NioSession;

/**
 * Stops and resumes reading on the processor's own thread, whoever asks for it. MINA's does so on the caller's thread, where a change made by the processor meanwhile is
 * lost, and forgets that a write is half out. Also reads less while memory is short, and where much work comes of few octets. Public because the pool of processors makes it by
 * reflection.
 */
public final class SessionProcessor extends NioProcessor {

    private static final int LITTLE = 2048;

    /** A dozen or two of the smallest TLS records. */
    private static final int THIN = 512;

    private volatile Thread thread = Thread.currentThread();

    public SessionProcessor(Executor executor) {
        super(executor);
    }

    @Override
    protected int select(long timeout) throws Exception {
        thread = Thread.currentThread();
        return super.select(timeout);
    }

    /** Reads little at a time from a session that may not keep much, and less where each octet is work: the other sessions of the thread wait meanwhile. */
    @Override
    protected int read(NioSession session, IoBuffer buffer) throws Exception {
        int most = SmtpHandler.known(session).map(SessionProcessor::most).orElse(Integer.MAX_VALUE);
        if (buffer.remaining() > most) {
            buffer.limit(buffer.position() + most);
        }
        return super.read(session, buffer);
    }

    private static int most(Connection connection) {
        if (connection.comesInTinyRecords()) {
            return THIN;
        }
        return connection.isShortOfMemory() ? LITTLE : Integer.MAX_VALUE;
    }

    @Override
    public void updateTrafficControl(NioSession session) {
        if (Thread.currentThread() != thread) {
            updateTrafficMask(session);
            return;
        }
        try {
            setInterestedInRead(session, !session.isReadSuspended());
        } catch (Exception e) {
            session.getFilterChain().fireExceptionCaught(e);
        }
    }
}
