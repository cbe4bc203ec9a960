package org.fakesmtp.server.transport;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Timers on one thread, however many there are. */
final class ThreadTimers implements Timers {

    private static final Logger LOG = LoggerFactory.getLogger(ThreadTimers.class);

    private final ScheduledThreadPoolExecutor executor;

    ThreadTimers(String threadName) {
        executor = new ScheduledThreadPoolExecutor(1, DaemonThreads.named(threadName));
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Timer after(Duration time, Runnable task) {
        return cancelling(executor.schedule(contained(task), time.toNanos(), TimeUnit.NANOSECONDS));
    }

    @Override
    public Timer every(Duration interval, Runnable task) {
        return cancelling(executor.scheduleWithFixedDelay(
                contained(task), interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS));
    }

    /** A task that fails is logged; otherwise the executor would keep it to itself, and never repeat it. */
    private static Runnable contained(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (Throwable e) {
                LOG.error("a timer's task failed", e);
            }
        };
    }

    private static Timer cancelling(Future<?> future) {
        return () -> future.cancel(false);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
