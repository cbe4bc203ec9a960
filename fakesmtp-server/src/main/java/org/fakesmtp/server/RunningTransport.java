package org.fakesmtp.server;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fakesmtp.server.transport.Transport;

/** The transport of a server, from the moment it is made until someone takes it to end it, and the ports of its listeners. */
final class RunningTransport {

    private final Set<String> listeners;
    private Optional<Transport> transport = Optional.empty();
    private Map<String, Integer> ports = Map.of();
    private boolean wasBound;
    private boolean ended;

    /**
     * @param listeners the names of all that are to be bound
     */
    RunningTransport(Set<String> listeners) {
        this.listeners = listeners;
    }

    synchronized void keep(Transport made) {
        transport = Optional.of(made);
    }

    /** Takes it, in order to end it: nobody else does then. */
    synchronized Optional<Transport> take() {
        Optional<Transport> taken = transport;
        transport = Optional.empty();
        ports = Map.of();
        ended = true;
        return taken;
    }

    synchronized void bound(Map<String, Integer> all) {
        ports = all;
        wasBound = true;
    }

    /** Whether listeners were bound, though they may not be any more. */
    synchronized boolean wasBound() {
        return wasBound;
    }

    /** @throws IllegalStateException where no such listener is bound */
    synchronized int port(String listener) {
        return Optional.ofNullable(ports.get(listener))
                .orElseThrow(() -> new IllegalStateException(whyUnbound(listener)));
    }

    private String whyUnbound(String listener) {
        if (!listeners.contains(listener)) {
            return "there is no listener '" + listener + "', there are " + listeners;
        }
        return "the listener '" + listener + "' has no port: "
                + (ended ? "the server is closed" : "the server was not started, call start()");
    }
}
