package org.fakesmtp.server.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Set;

/** Where the clients of a listener come in. It can be shut, which takes the addresses back, and held, which leaves clients waiting in the queue of the system. */
final class Door {

    private final PatientAcceptor acceptor;
    private Set<SocketAddress> takenBack = Set.of();
    private boolean closed;

    Door(PatientAcceptor acceptor) {
        this.acceptor = acceptor;
    }

    /** Binds an address, and returns it with the port that was chosen where 0 was asked for. */
    synchronized InetSocketAddress bind(InetSocketAddress address) throws IOException {
        Set<SocketAddress> before = Set.copyOf(acceptor.getLocalAddresses());
        bind(Set.of(address));
        return acceptor.getLocalAddresses().stream()
                .filter(bound -> !before.contains(bound))
                .map(InetSocketAddress.class::cast)
                .findFirst()
                .orElseThrow(() -> new IOException("not bound: " + address));
    }

    /** Takes all addresses back. */
    synchronized void unbind() {
        acceptor.admitNobody();
        acceptor.unbind();
        acceptor.awaitClosed();
        acceptor.admit();
    }

    /** Takes all addresses back until it is opened. */
    synchronized void shut() {
        if (takenBack.isEmpty()) {
            takenBack = Set.copyOf(acceptor.getLocalAddresses());
            unbind();
        }
    }

    /** Leaves clients waiting until it is opened. */
    synchronized void hold() {
        if (takenBack.isEmpty() && !closed) {
            acceptor.hold();
        }
    }

    /** Takes clients again. */
    synchronized void open() throws IOException {
        if (closed) {
            return;
        }
        acceptor.admit();
        if (!takenBack.isEmpty()) {
            bind(takenBack);
            takenBack = Set.of();
        }
    }

    /** Takes no clients any more. */
    synchronized void close() {
        closed = true;
        unbind();
    }

    void dispose() {
        acceptor.dispose(false);
    }

    private void bind(Set<SocketAddress> addresses) throws IOException {
        try {
            acceptor.bind(addresses);
        } catch (IOException e) {
            // MINA says "Error while binding", and why only in the cause.
            throw e.getCause() instanceof IOException reason ? reason : e;
        }
    }
}
