package org.fakesmtp.server.transport;

import java.util.concurrent.Executor;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.transport.socket.nio.NioProcessor;
import org.apache.mina.transport.socket.nio.NioSession;

/**
 * Stops and resumes reading on the processor's own thread, whoever asks for it. MINA's does so on the caller's thread, where a change made by the processor meanwhile is
 * lost, and forgets that a write is half out. Also reads less while memory is short. Public because the pool of processors makes it by reflection.
 */
public final class SessionProcessor extends NioProcessor {

    private static final int LITTLE = 2048;

    private volatile Thread thread = Thread.currentThread();

    public SessionProcessor(Executor executor) {
        super(executor);
    }

    @Override
    protected int select(long timeout) throws Exception {
        thread = Thread.currentThread();
        return super.select(timeout);
    }

    /** Reads little at a time from a session that may not keep much. */
    @Override
    protected int read(NioSession session, IoBuffer buffer) throws Exception {
        boolean isShort =
                SmtpHandler.known(session).filter(Connection::isShortOfMemory).isPresent();
        if (isShort && buffer.remaining() > LITTLE) {
            buffer.limit(buffer.position() + LITTLE);
        }
        return super.read(session, buffer);
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
