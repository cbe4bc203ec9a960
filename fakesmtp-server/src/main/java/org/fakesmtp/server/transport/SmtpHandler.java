package org.fakesmtp.server.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.mina.core.service.IoHandlerAdapter;
import org.apache.mina.core.session.AttributeKey;
import org.apache.mina.core.session.IoSession;
import org.fakesmtp.api.SessionFacts;
import org.fakesmtp.protocol.Behaviour;
import org.fakesmtp.protocol.Conversation;
import org.fakesmtp.protocol.Unit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a connection of each MINA session and passes events on to it. */
final class SmtpHandler extends IoHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(SmtpHandler.class);
    private static final AttributeKey CONNECTION = new AttributeKey(SmtpHandler.class, "connection");

    private final Services services;
    private final Supplier<Behaviour> behaviour;
    private final InstantSource clock;
    private final String listener;
    private final AtomicLong numbers;
    private final OpenConnections connections;

    SmtpHandler(
            Services services,
            OpenConnections connections,
            Supplier<Behaviour> behaviour,
            InstantSource clock,
            String listener,
            AtomicLong numbers) {
        this.services = services;
        this.connections = connections;
        this.behaviour = behaviour;
        this.clock = clock;
        this.listener = listener;
        this.numbers = numbers;
    }

    static Connection connection(IoSession session) {
        return (Connection) session.getAttribute(CONNECTION);
    }

    @Override
    public void sessionCreated(IoSession session) {
        SessionFacts facts = SessionFacts.fresh(
                        "s" + numbers.incrementAndGet(),
                        (InetSocketAddress) session.getRemoteAddress(),
                        listener,
                        clock.instant())
                .at(behaviour.get().settings().hostname());
        Conversation conversation = new Conversation(behaviour, facts, clock);
        Connection connection = new Connection(
                session,
                services,
                connections::finished,
                conversation,
                behaviour.get().settings().limits().commandLine());
        session.setAttribute(CONNECTION, connection);
        connections.add(connection);
    }

    @Override
    public void sessionOpened(IoSession session) {
        connection(session).happened(Unit.Event.CONNECTED);
        if (connections.isStopping()) {
            connection(session).happened(Unit.Event.SHUTDOWN);
        }
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
        Connection connection = connection(session);
        connections.closed(connection);
        connection.closed();
    }

    /** A reset by the client is its right; anything else is a fault of the server, which costs this session only. */
    @Override
    public void exceptionCaught(IoSession session, Throwable cause) {
        if (cause instanceof IOException) {
            LOG.debug("connection {}: {}", session.getRemoteAddress(), cause.toString());
        } else {
            LOG.error("connection {} failed", session.getRemoteAddress(), cause);
        }
        session.closeNow();
    }
}
