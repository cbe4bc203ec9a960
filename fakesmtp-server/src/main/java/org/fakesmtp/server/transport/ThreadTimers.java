package org.fakesmtp.server.transport;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Timers on one thread, however many there are. */
final class ThreadTimers implements Timers {

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
        return cancelling(executor.schedule(task, time.toNanos(), TimeUnit.NANOSECONDS));
    }

    @Override
    public Timer every(Duration interval, Runnable task) {
        return cancelling(
                executor.scheduleWithFixedDelay(task, interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS));
    }

    private static Timer cancelling(Future<?> future) {
        return () -> future.cancel(false);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
