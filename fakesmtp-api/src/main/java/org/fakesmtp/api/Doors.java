package org.fakesmtp.api;

import java.io.IOException;
import java.util.List;

/**
 * The listeners as clients find them: open at first. Sessions that are there go on whatever happens to a door. To be used when the server has started, such as from a task of {@link
 * Schedule}; a listener that does not exist is an {@link IllegalArgumentException}.
 *
 * <pre>{@code
 * Doors doors = hooks.doors();
 * hooks.schedule().after(Duration.ofSeconds(30), () -> doors.listeners().forEach(doors::shut));
 * }</pre>
 */
public interface Doors {

    /** The names of the listeners, in the order of the settings. */
    List<String> listeners();

    /** Takes the listener's addresses back: who connects is refused (ECONNREFUSED), and those that waited to be accepted are reset. */
    void shut(String listener);

    /** Accepts nobody any more: connections are made by the system, and wait in its queue, without a banner. Does nothing where the door is shut. */
    void hold(String listener);

    /**
     * Binds the addresses again where they were taken back, the same port included, and accepts those who wait. Does nothing where the door is open.
     *
     * @throws IOException where an address cannot be bound: another program has taken it
     */
    void open(String listener) throws IOException;
}
