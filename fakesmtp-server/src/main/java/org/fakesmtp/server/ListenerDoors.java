package org.fakesmtp.server;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.fakesmtp.api.Doors;
import org.fakesmtp.server.transport.Transport;

/** The doors of a server's listeners, which are there when it has started. */
final class ListenerDoors implements Doors {

    private final List<String> names;
    private volatile Optional<Transport> transport = Optional.empty();

    ListenerDoors(List<String> names) {
        this.names = List.copyOf(names);
    }

    /** The listeners are bound. */
    void begin(Transport running) {
        transport = Optional.of(running);
    }

    @Override
    public List<String> listeners() {
        return names;
    }

    @Override
    public void shut(String listener) {
        running(listener).shut(listener);
    }

    @Override
    public void hold(String listener) {
        running(listener).hold(listener);
    }

    @Override
    public void open(String listener) throws IOException {
        running(listener).open(listener);
    }

    private Transport running(String listener) {
        if (!names.contains(listener)) {
            throw new IllegalArgumentException("no listener '" + listener + "', there are " + names);
        }
        return transport.orElseThrow(() -> new IllegalStateException(
                "the listeners are not bound before the server starts: use their doors in a scheduled task"));
    }
}
