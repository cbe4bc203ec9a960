package org.fakesmtp.server.transport;

import java.util.concurrent.Executor;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.transport.socket.nio.NioProcessor;
import org.apache.mina.transport.socket.nio.NioSession;
import org.jspecify.annotations.Nullable;

/**
 * The processor of MINA, with what it costs and lacks mended. It reads once where once is enough, does not wake its own thread for what comes later in the same turn, and keeps its
 * thread while there is no session. It stops and resumes reading on that thread, whoever asks for it: MINA's does so on the caller's, where a change made by the processor
 * meanwhile is lost, and forgets that a write is half out. It reads less while memory is short, and where much work comes of few octets.
 *
 * <p>A turn is: select, sessions that are new, changes of what is listened for, reading, writing, sessions that end. Public because the pool of processors makes it by reflection.
 */
public final class SessionProcessor extends NioProcessor {

    private static final int LITTLE = 2048;

    /** A dozen or two of the smallest TLS records. */
    private static final int THIN = 512;

    private volatile @Nullable Thread thread;

    // Used by the thread of the processor only.
    private boolean endsSessions;
    private boolean hasReadAll;

    /** A processor whose turns run on a thread of the executor. */
    public SessionProcessor(Executor executor) {
        super(executor);
    }

    @Override
    protected int select(long timeout) throws Exception {
        thread = Thread.currentThread();
        endsSessions = false;
        return super.select(timeout);
    }

    private boolean isOwnThread() {
        return Thread.currentThread() == thread;
    }

    /** What the processor's own thread asks for is done later in its turn, unless that is nearly over. */
    @Override
    protected void wakeup() {
        if (!isOwnThread() || endsSessions || isDisposing()) {
            super.wakeup();
        }
    }

    /** Without sessions MINA's gives its thread back, and asks for one again for the next session. */
    @Override
    protected int allSessionsCount() {
        int count = super.allSessionsCount();
        return isDisposing() ? count : Math.max(1, count);
    }

    @Override
    protected void destroy(NioSession session) throws Exception {
        endsSessions = true;
        super.destroy(session);
    }

    /** Asked before the session is read. */
    @Override
    protected boolean isReadable(NioSession session) {
        hasReadAll = false;
        return super.isReadable(session);
    }

    /** MINA's calls this until nothing comes. Where less has come than there was room for, nothing is left. */
    @Override
    protected int read(NioSession session, IoBuffer buffer) throws Exception {
        if (hasReadAll) {
            return 0;
        }
        limit(session, buffer);
        int octets = super.read(session, buffer);
        hasReadAll = octets > 0 && buffer.hasRemaining();
        return octets;
    }

    /** Reads little at a time from a session that may not keep much, and less where each octet is work: the other sessions of the thread wait meanwhile. */
    private static void limit(NioSession session, IoBuffer buffer) {
        int most = SmtpHandler.known(session).map(SessionProcessor::most).orElse(Integer.MAX_VALUE);
        if (buffer.remaining() > most) {
            buffer.limit(buffer.position() + most);
        }
    }

    private static int most(Connection connection) {
        if (connection.comesInTinyRecords()) {
            return THIN;
        }
        return connection.isShortOfMemory() ? LITTLE : Integer.MAX_VALUE;
    }

    @Override
    public void updateTrafficControl(NioSession session) {
        if (!isOwnThread()) {
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
