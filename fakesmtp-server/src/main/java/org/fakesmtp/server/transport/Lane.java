package org.fakesmtp.server.transport;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue of a session: every event of the session is run here, by one thread at a time and in the order of arrival. The thread that finds the lane free runs
 * it; no lock is held meanwhile. A task that fails is logged and keeps no other from running.
 */
final class Lane {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger tasks = new AtomicInteger();

    /** Runs the task now, or leaves it to the thread that is in the lane. */
    void execute(Runnable task) {
        if (tryEnter()) {
            run(task);
            leave();
        } else {
            waiting.add(task);
            if (tasks.getAndIncrement() == 0) {
                drain();
            }
        }
    }

    /** Takes the lane if it is free; {@link #leave} must follow. */
    boolean tryEnter() {
        return tasks.compareAndSet(0, 1);
    }

    /** Gives the lane back, after having run what came meanwhile. */
    void leave() {
        if (tasks.decrementAndGet() > 0) {
            drain();
        }
    }

    /** Runs what waits: as many tasks as are counted. Each is in the queue before it is counted. */
    private void drain() {
        do {
            Runnable task = waiting.poll();
            if (task != null) {
                run(task);
            }
        } while (tasks.decrementAndGet() > 0);
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            LOG.error("a task of a session failed", e);
        }
    }
}
