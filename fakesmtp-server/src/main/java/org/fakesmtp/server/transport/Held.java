package org.fakesmtp.server.transport;

import java.util.Optional;

/**
 * Something that a transport could not wait for when it ended.
 *
 * @param what whose code it is, and what it does; empty where only the thread tells
 * @param thread the thread that it keeps
 */
public record Held(Optional<String> what, Optional<Thread> thread) {

    static Held of(Thread thread) {
        return new Held(Optional.empty(), Optional.of(thread));
    }

    boolean isOn(Thread other) {
        return thread.filter(other::equals).isPresent();
    }
}
