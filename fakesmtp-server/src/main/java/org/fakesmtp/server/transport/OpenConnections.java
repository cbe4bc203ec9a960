package org.fakesmtp.server.transport;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** The connections of a server that are not closed yet, and which of them still have something to do. */
final class OpenConnections {

    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition lessBusy = lock.newCondition();
    private final Set<Connection> busy = new HashSet<>();
    private volatile boolean stopping;

    void add(Connection connection) {
        open.add(connection);
        lock.lock();
        try {
            busy.add(connection);
        } finally {
            lock.unlock();
        }
    }

    /** All has been said on a connection; it is waited for no longer. */
    void finished(Connection connection) {
        lock.lock();
        try {
            busy.remove(connection);
            lessBusy.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void closed(Connection connection) {
        open.remove(connection);
        finished(connection);
    }

    /** From now on, connections are told that the server stops: those that are open, and any that is still to come. */
    void stop(Executor executor) {
        stopping = true;
        open.forEach(connection -> executor.execute(connection::shutDown));
    }

    boolean isStopping() {
        return stopping;
    }

    /** Does something with each, without a copy of the list. */
    void forEach(Consumer<Connection> action) {
        open.forEach(action);
    }

    List<Connection> all() {
        return List.copyOf(open);
    }

    /** Waits until nothing is left to say on any connection, though not for longer than this. */
    void awaitFinished(Duration time) {
        long left = time.toNanos();
        lock.lock();
        try {
            while (!busy.isEmpty() && left > 0) {
                left = lessBusy.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
