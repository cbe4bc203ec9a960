package org.fakesmtp.server.transport;

import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** The sockets whose clients are accepted on the thread of a processor, which alone changes it. */
final class Reception {

    private static final int SESSIONS_FOR_EACH = 4;

    private final List<SelectionKey> sockets = new CopyOnWriteArrayList<>();

    /** Clients that wait to be accepted. */
    @FunctionalInterface
    interface Arrivals {
        /** Accepts those who have come, and so many of them at the most; returns false to be asked no more. */
        boolean accept(int most);
    }

    /** How many of the keys of the selector are sockets of this kind, and not sessions; for any thread. */
    int size() {
        return sockets.size();
    }

    void add(Selector selector, ServerSocketChannel socket, Arrivals arrivals) {
        try {
            sockets.add(socket.register(selector, SelectionKey.OP_ACCEPT, arrivals));
        } catch (ClosedChannelException e) {
            // nobody comes any more
        }
    }

    /** Accepts those who were found to have come, before the other keys are looked at: one from each socket, and more where a turn takes long as many sessions are to be read. */
    void accept(Set<SelectionKey> selected) {
        if (!sockets.isEmpty()) {
            int most = 1 + selected.size() / SESSIONS_FOR_EACH;
            sockets.removeIf(key -> !key.isValid() || (selected.remove(key) && !goesOn(key, most)));
        }
    }

    private static boolean goesOn(SelectionKey key, int most) {
        boolean goesOn = ((Arrivals) key.attachment()).accept(most);
        if (!goesOn) {
            key.cancel();
        }
        return goesOn;
    }

    /** Leaves the selector; the keys are gone when that has selected again. */
    List<SelectionKey> leave() {
        List<SelectionKey> left = List.copyOf(sockets);
        left.forEach(SelectionKey::cancel);
        sockets.clear();
        return left;
    }
}
