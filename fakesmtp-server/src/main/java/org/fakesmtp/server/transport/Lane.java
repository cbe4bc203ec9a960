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

    /** Runs the task now, or leaves it to the thread that is in the lane. It is counted first: while it waits, nobody finds the lane free and overtakes it. */
    void execute(Runnable task) {
        if (tasks.getAndIncrement() == 0) {
            run(task);
            leave();
        } else {
            waiting.add(task);
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

    private void drain() {
        do {
            run(next());
        } while (tasks.decrementAndGet() > 0);
    }

    /** The next task: one that is counted is in the queue, or about to be. */
    private Runnable next() {
        Runnable task = waiting.poll();
        while (task == null) {
            Thread.onSpinWait();
            task = waiting.poll();
        }
        return task;
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            LOG.error("a task of a session failed", e);
        }
    }
}
