package org.fakesmtp.server.transport;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that never keep a JVM alive, with names that say whose they are. */
final class DaemonThreads implements ThreadFactory {

    private final String name;
    private final AtomicInteger number = new AtomicInteger();
    private final Set<Thread> alive = ConcurrentHashMap.newKeySet();

    private DaemonThreads(String name) {
        this.name = name;
    }

    static DaemonThreads named(String name) {
        return new DaemonThreads(name);
    }

    @Override
    public Thread newThread(Runnable task) {
        Thread thread = new Thread(() -> run(task), name + "-" + number.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    private void run(Runnable task) {
        alive.add(Thread.currentThread());
        try {
            task.run();
        } finally {
            alive.remove(Thread.currentThread());
        }
    }

    /** Those that have not ended. */
    Set<Thread> alive() {
        return Set.copyOf(alive);
    }
}
