package org.fakesmtp.server.proxy;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.filterchain.IoFilterAdapter;
import org.apache.mina.core.session.AttributeKey;
import org.apache.mina.core.session.IdleStatus;
import org.apache.mina.core.session.IoSession;
import org.fakesmtp.internal.Reason;
import org.fakesmtp.rule.Network;
import org.fakesmtp.setting.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the PROXY header off connections from trusted addresses. It stands first in the chain, before TLS too. Until the header is whole, no filter and no handler behind
 * it sees the connection; then {@code sessionCreated}, {@code sessionOpened} and the octets behind the header follow. A trusted address that sends anything else is cut off. Only
 * {@code sessionClosed} is always passed on, so a handler may see a session close that it has never seen created. One filter serves all sessions of a listener.
 */
public final class ProxyFilter extends IoFilterAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(ProxyFilter.class);
    private static final AttributeKey CLIENT = new AttributeKey(ProxyFilter.class, "client");
    private static final String TRUSTED = "proxy.trusted";

    private final List<Network> trusted;
    private final LongSupplier nanoTime;
    private final int most;
    private final Map<IoSession, Waiting> waiting = new ConcurrentHashMap<>();

    /** A header that is not whole yet; used by the I/O thread of its session only. */
    private record Waiting(long since, HeaderBuffer header) {}

    /**
     * @param trusted the addresses that must send a header; all others are ordinary clients, and a header from them is not understood
     * @param nanoTime what {@link #closeWaitingSince} measures by
     * @param most so many connections may wait for the rest of their header at a time, one more is cut off; 0 is no limit
     */
    public ProxyFilter(List<Network> trusted, LongSupplier nanoTime, int most) {
        this.trusted = List.copyOf(trusted);
        this.most = most == 0 ? Integer.MAX_VALUE : most;
        this.nanoTime = nanoTime;
    }

    /**
     * Reads {@code proxy.trusted}, a list of addresses and networks.
     *
     * @param listener its own settings over the general ones
     */
    public static List<Network> trusted(Settings listener) {
        return listener.value(TRUSTED, Network::parseList).orElse(List.of());
    }

    /** The client's address: from the header where there was one that names it, otherwise the other end of the connection. */
    public static InetSocketAddress client(IoSession session) {
        return (InetSocketAddress) session.getAttribute(CLIENT, session.getRemoteAddress());
    }

    /** How many connections have not sent their whole header yet. */
    public int waiting() {
        return waiting.size();
    }

    /** Cuts off the connections that have not sent their whole header for so long. */
    public void closeWaitingSince(Duration limit) {
        long now = nanoTime.getAsLong();
        waiting.forEach((session, header) -> {
            if (now - header.since >= limit.toNanos()) {
                LOG.info("connection from {}: its PROXY header has not come", session.getRemoteAddress());
                session.closeNow();
            }
        });
    }

    @Override
    public void sessionCreated(NextFilter next, IoSession session) {
        boolean sendsHeader = session.getRemoteAddress() instanceof InetSocketAddress address
                && trusted.stream().anyMatch(network -> network.contains(address));
        if (sendsHeader) {
            waiting.put(session, new Waiting(nanoTime.getAsLong(), new HeaderBuffer()));
            if (waiting.size() > most) {
                LOG.debug("connection from {}: too many wait for their PROXY header", session.getRemoteAddress());
                session.closeNow();
            }
        } else {
            next.sessionCreated(session);
        }
    }

    @Override
    public void sessionOpened(NextFilter next, IoSession session) {
        if (!waiting.containsKey(session)) {
            next.sessionOpened(session);
        }
    }

    @Override
    public void messageReceived(NextFilter next, IoSession session, Object message) {
        Waiting unfinished = waiting.get(session);
        if (unfinished == null) {
            next.messageReceived(session, message);
            return;
        }
        if (session.isClosing()) {
            return;
        }
        IoBuffer octets = (IoBuffer) message;
        ProxyHeader header = unfinished.header.take(octets);
        if (header instanceof ProxyHeader.Malformed malformed) {
            LOG.warn("connection from {}: no PROXY header: {}", session.getRemoteAddress(), malformed.reason());
            session.closeNow();
        } else if (header instanceof ProxyHeader.Complete complete) {
            complete.source().ifPresent(source -> session.setAttribute(CLIENT, source));
            open(next, session, octets);
        }
    }

    private void open(NextFilter next, IoSession session, IoBuffer rest) {
        waiting.remove(session);
        next.sessionCreated(session);
        next.sessionOpened(session);
        if (rest.hasRemaining() && !session.isClosing()) {
            next.messageReceived(session, rest);
        }
    }

    @Override
    public void sessionClosed(NextFilter next, IoSession session) {
        waiting.remove(session);
        next.sessionClosed(session);
    }

    @Override
    public void sessionIdle(NextFilter next, IoSession session, IdleStatus status) {
        if (!waiting.containsKey(session)) {
            next.sessionIdle(session, status);
        }
    }

    @Override
    public void inputClosed(NextFilter next, IoSession session) {
        if (waiting.containsKey(session)) {
            session.closeNow();
        } else {
            next.inputClosed(session);
        }
    }

    @Override
    public void exceptionCaught(NextFilter next, IoSession session, Throwable cause) {
        if (waiting.containsKey(session)) {
            LOG.debug("connection from {}: {}", session.getRemoteAddress(), Reason.of(cause));
            session.closeNow();
        } else {
            next.exceptionCaught(session, cause);
        }
    }
}
