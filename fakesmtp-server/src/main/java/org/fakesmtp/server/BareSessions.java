package org.fakesmtp.server;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.fakesmtp.dialogue.BareSession;
import org.fakesmtp.mail.SessionFacts;
import org.fakesmtp.server.transport.Deliverer;

/**
 * The sessions of a server without sockets, as {@link FakeSmtpServer#withoutSockets} gives them: each is played on the thread of the test. They are those of the first listener.
 */
public final class BareSessions {

    private final String listener;
    private final Behaviours behaviours;
    private final List<Deliverer.NamedSink> sinks;
    private final InstantSource clock;
    private final AtomicInteger numbers = new AtomicInteger();

    BareSessions(String listener, Behaviours behaviours, Deliverer deliverer, InstantSource clock) {
        this.listener = listener;
        this.behaviours = behaviours;
        this.sinks = deliverer.sinks();
        this.clock = clock;
    }

    /**
     * A session, before the client has connected.
     *
     * @param client the client's address and port
     * @param time is told of all time that passes in the session, so that it can turn the clock
     */
    public BareSession session(InetSocketAddress client, Consumer<Duration> time) {
        SessionFacts facts = SessionFacts.fresh("s" + numbers.incrementAndGet(), client, listener, clock.instant())
                .at(behaviours.of(listener).settings().hostname());
        BareSession session = new BareSession(() -> behaviours.of(listener), facts, clock, time);
        sinks.forEach(named -> session.with(named.sink()));
        return session;
    }
}
