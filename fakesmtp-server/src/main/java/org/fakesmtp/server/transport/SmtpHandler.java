package org.fakesmtp.server.transport;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.apache.mina.core.service.IoHandlerAdapter;
import org.apache.mina.core.session.AttributeKey;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.filter.FilterEvent;
import org.apache.mina.filter.ssl.SslEvent;
import org.apache.mina.filter.ssl.SslFilter;
import org.fakesmtp.internal.Reason;
import org.fakesmtp.mail.SessionFacts;
import org.fakesmtp.protocol.Behaviour;
import org.fakesmtp.protocol.Conversation;
import org.fakesmtp.protocol.framing.Unit;
import org.fakesmtp.server.proxy.ProxyFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a connection of each MINA session and passes events on to it. */
final class SmtpHandler extends IoHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(SmtpHandler.class);
    private static final AttributeKey CONNECTION = new AttributeKey(SmtpHandler.class, "connection");

    private static final AttributeKey VERDICT = new AttributeKey(SmtpHandler.class, "verdict");

    /** The address that a connection counts for. */
    private static final AttributeKey ADDRESS = new AttributeKey(SmtpHandler.class, "address");

    private final Services services;
    private final Supplier<Behaviour> behaviour;
    private final InstantSource clock;
    private final String listener;
    private final AtomicLong numbers;
    private final OpenConnections connections;
    private final Admission admission;
    private final Entrance entrance;

    SmtpHandler(
            Services services,
            OpenConnections connections,
            Admission admission,
            Entrance entrance,
            Supplier<Behaviour> behaviour,
            InstantSource clock,
            String listener,
            AtomicLong numbers) {
        this.services = services;
        this.connections = connections;
        this.admission = admission;
        this.entrance = entrance;
        this.behaviour = behaviour;
        this.clock = clock;
        this.listener = listener;
        this.numbers = numbers;
    }

    static Connection connection(IoSession session) {
        return known(session).orElseThrow(() -> new IllegalStateException("no session has begun"));
    }

    /** The connection of a session, where it has one: while a PROXY header is waited for there is none. */
    static Optional<Connection> known(IoSession session) {
        return Optional.ofNullable((Connection) session.getAttribute(CONNECTION));
    }

    @Override
    public void sessionCreated(IoSession session) {
        SessionFacts facts = SessionFacts.fresh(
                        "s" + numbers.incrementAndGet(), ProxyFilter.client(session), listener, clock.instant())
                .at(behaviour.get().settings().hostname());
        Conversation conversation = new Conversation(behaviour, facts, clock, address -> readmit(session, address));
        Connection connection = new Connection(
                session,
                services,
                entrance,
                connections::finished,
                conversation,
                behaviour.get().settings().limits().commandLine());
        session.setAttribute(CONNECTION, connection);
        session.setAttribute(ADDRESS, facts.clientAddress());
        session.setAttribute(VERDICT, admission.enter(facts.clientAddress()));
        connections.add(connection);
    }

    @Override
    public void sessionOpened(IoSession session) {
        Connection connection = connection(session);
        Admission.Verdict verdict = verdict(session);
        if (verdict == Admission.Verdict.ADMITTED) {
            connection.opened();
        } else {
            refuse(session, verdict);
            return;
        }
        if (connections.isStopping()) {
            connection(session).shutDown();
        }
    }

    @Override
    public void event(IoSession session, FilterEvent event) {
        if (event == SslEvent.SECURED) {
            connection(session).secured((SSLSession) session.getAttribute(SslFilter.SSL_SECURED));
        }
    }

    /** A connection too many is told so, but not in the clear where TLS comes first. */
    private void refuse(IoSession session, Admission.Verdict verdict) {
        LOG.debug("connection {}: too many connections", session.getRemoteAddress());
        boolean inClear = !behaviour.get().settings().isTlsImplicit();
        if (verdict == Admission.Verdict.IGNORED || !inClear) {
            session.closeNow();
        } else {
            connection(session)
                    .refused(
                            verdict == Admission.Verdict.REFUSED
                                    ? Unit.Event.TOO_MANY_CONNECTIONS
                                    : Unit.Event.TOO_MANY_FROM_ADDRESS);
        }
    }

    /** XCLIENT has told another address. */
    private boolean readmit(IoSession session, String address) {
        boolean admitted = admission.move(address(session), address);
        if (admitted) {
            session.setAttribute(ADDRESS, address);
        }
        return admitted;
    }

    private static String address(IoSession session) {
        return (String) session.getAttribute(ADDRESS);
    }

    private static Admission.Verdict verdict(IoSession session) {
        return (Admission.Verdict) session.getAttribute(VERDICT);
    }

    @Override
    public void messageSent(IoSession session, Object message) {
        connection(session).sent();
    }

    @Override
    public void inputClosed(IoSession session) {
        connection(session).inputClosed();
    }

    @Override
    public void sessionClosed(IoSession session) {
        known(session).ifPresent(connection -> {
            connections.closed(connection);
            admission.leave(address(session), verdict(session));
            connection.closed();
        });
    }

    /** A reset by the client is its right, as is a handshake that comes to nothing; anything else is a fault of the server, which costs this session only. */
    @Override
    public void exceptionCaught(IoSession session, Throwable cause) {
        Optional<Connection> connection = known(session);
        if (cause instanceof SSLException failure && connection.isPresent()) {
            connection.get().failed(failure);
            return;
        }
        if (cause instanceof IOException) {
            LOG.debug("connection {}: {}", ProxyFilter.client(session), Reason.of(cause));
        } else {
            LOG.error("connection {} failed", ProxyFilter.client(session), cause);
        }
        session.closeNow();
    }
}
