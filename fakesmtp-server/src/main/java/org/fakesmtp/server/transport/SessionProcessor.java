package org.fakesmtp.server.transport;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.transport.socket.nio.NioProcessor;
import org.apache.mina.transport.socket.nio.NioSession;
import org.fakesmtp.internal.Reason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The processor of MINA, with what it costs and lacks mended. It reads once in a turn, into one buffer for all sessions, does not wake its own thread for what comes later in the same turn, and keeps its
 * thread while there is no session. It stops and resumes reading on that thread, whoever asks for it: MINA's does so on the caller's, where a change made by the processor
 * meanwhile is lost, and forgets that a write is half out. It reads less while memory is short, and where much work comes of few octets. And it accepts clients, which saves the waking of
 * a thread for each of them.
 *
 * <p>A turn is: select, what others want, clients that are to be accepted, sessions that are new, changes of what is listened for, reading, writing, sessions that end.
 */
final class SessionProcessor extends NioProcessor {

    private static final Logger LOG = LoggerFactory.getLogger(SessionProcessor.class);

    /** What other threads want done on this one. */
    private final Queue<Runnable> wanted = new ConcurrentLinkedQueue<>();

    /** Sessions that are not among the keys of the selector yet. */
    private final AtomicInteger newcomers = new AtomicInteger();

    private volatile @Nullable Thread thread;

    // Used by the thread of the processor only.
    private boolean endsSessions;
    private final Reception reception = new Reception();

    /** What was read from a session. Nobody keeps it beyond the call that hands it on. */
    private final IoBuffer input = IoBuffer.allocate(Portion.MOST);

    /** A processor whose turns run on a thread of the executor. */
    SessionProcessor(Executor executor) {
        super(executor);
    }

    @Override
    protected int select(long timeout) throws Exception {
        thread = Thread.currentThread();
        endsSessions = false;
        int ready = super.select(timeout);
        for (Runnable next = wanted.poll(); next != null; next = wanted.poll()) {
            next.run();
        }
        reception.accept(selector.selectedKeys());
        return ready;
    }

    /** The thread that its turns run on. */
    Optional<Thread> thread() {
        return Optional.ofNullable(thread);
    }

    private boolean isOwnThread() {
        return Thread.currentThread() == thread;
    }

    /** Has the clients of a socket accepted on the thread of this processor, as long as that goes well. */
    void listen(ServerSocketChannel socket, Reception.Arrivals arrivals) {
        onThread(() -> reception.add(selector, socket, arrivals));
    }

    /** Waits until the turn is over in which a socket was closed, or for a second: the port is free then. Does not wait on the processor's own thread. */
    void awaitTurn() {
        if (!isOwnThread()) {
            CompletableFuture<Boolean> over = new CompletableFuture<>();
            onThread(() -> over.complete(true));
            over.completeOnTimeout(false, 1, TimeUnit.SECONDS).join();
        }
    }

    /** Has something done on the thread of this processor, in its next turn. */
    void onThread(Runnable what) {
        wanted.add(what);
        wakeup();
    }

    /** Counts a session that will be added. */
    void expect() {
        newcomers.incrementAndGet();
    }

    /** How many sessions are this processor's. */
    int sessions() {
        return registered() + newcomers.get();
    }

    /** How many sessions are among the keys of the selector; for any thread, as MINA locks it against a change of the selector. */
    private int registered() {
        return super.allSessionsCount() - reception.size();
    }

    @Override
    protected void init(NioSession session) throws Exception {
        newcomers.decrementAndGet();
        super.init(session);
    }

    /** Asked every second, when there may be ten thousand: a stream would take its time as long as the code is cold. */
    @Override
    protected Iterator<NioSession> allSessions() {
        List<NioSession> sessions = new ArrayList<>(selector.keys().size());
        for (SelectionKey key : selector.keys()) {
            if (key.attachment() instanceof NioSession session) {
                sessions.add(session);
            }
        }
        return sessions.iterator();
    }

    @Override
    protected boolean isSelectorEmpty() {
        return registered() == 0;
    }

    /** Asked by MINA where a selector finds nothing again and again. */
    @Override
    protected void registerNewSelector() throws IOException {
        List<SelectionKey> sockets = reception.leave();
        selector.selectNow();
        super.registerNewSelector();
        sockets.forEach(key ->
                reception.add(selector, (ServerSocketChannel) key.channel(), (Reception.Arrivals) key.attachment()));
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
        return isDisposing() ? registered() : Math.max(1, registered());
    }

    @Override
    protected void destroy(NioSession session) throws Exception {
        endsSessions = true;
        super.destroy(session);
    }

    /** Reads once, where MINA's reads until nothing comes, and into the one buffer of the thread, where MINA's clears a new one for each read. */
    @Override
    protected int read(NioSession session, IoBuffer unused) throws Exception {
        input.clear().limit(most(session));
        int octets = received(session);
        if (octets > 0) {
            session.getFilterChain().fireMessageReceived(input.flip());
        }
        return Math.min(octets, 0);
    }

    /** Where the client has gone, the session goes too. MINA's does the same, and logs an error. */
    private int received(NioSession session) throws Exception {
        try {
            return super.read(session, input);
        } catch (IOException e) {
            session.getFilterChain().fireExceptionCaught(e);
            session.closeNow();
            return 0;
        }
    }

    /** Here too a client that has gone is no error. */
    @Override
    protected int write(NioSession session, IoBuffer output, int length) {
        try {
            return super.write(session, output, length);
        } catch (IOException e) {
            LOG.debug("connection {}: {}", session.getRemoteAddress(), Reason.of(e));
            session.closeNow();
            return 0;
        }
    }

    private static int most(NioSession session) {
        return SmtpHandler.known(session).map(Connection::mostToRead).orElse(Portion.LITTLE);
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
