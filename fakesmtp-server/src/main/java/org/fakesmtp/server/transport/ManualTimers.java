package org.fakesmtp.server.transport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Timers whose time passes when a test says so, on the test's thread. For any thread. */
public final class ManualTimers implements Timers {

    /** So long, in real time, the network has to take what is sent in one advance; a client that does not read holds time up no longer. */
    private static final long NETWORK = TimeUnit.SECONDS.toNanos(1);

    private static final long GLANCE = TimeUnit.MICROSECONDS.toNanos(100);

    private final List<Task> tasks = new ArrayList<>();
    private volatile BooleanSupplier isSent = () -> true;

    /** Some time, as the real one begins at. */
    private long now = 1L << 60;

    @Override
    public synchronized long nanoTime() {
        return now;
    }

    @Override
    public Timer after(Duration time, Runnable task) {
        return add(new Task(nanoTime() + time.toNanos(), Optional.empty(), task));
    }

    @Override
    public Timer every(Duration interval, Runnable task) {
        return add(new Task(nanoTime() + interval.toNanos(), Optional.of(interval), task));
    }

    private synchronized Timer add(Task task) {
        tasks.add(task);
        notifyAll();
        return () -> remove(task);
    }

    private synchronized void remove(Task task) {
        tasks.remove(task);
    }

    /** How many tasks are set that run once. */
    public synchronized long pending() {
        return tasks.stream().filter(task -> task.interval.isEmpty()).count();
    }

    /** Waits, in real time, until some task is set that runs once. False where none is within the patience. */
    public synchronized boolean awaitPending(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            for (long left = patience.toNanos(); pending() == 0 && left > 0; left = deadline - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return pending() > 0;
    }

    @Override
    public void passOnlyWhen(BooleanSupplier condition) {
        isSent = condition;
    }

    /** Lets time pass, and runs what falls due, in order; what it has the server send goes out before more time passes. */
    public void advance(Duration time) {
        long patience = awaitSent(NETWORK);
        long end = nanoTime() + time.toNanos();
        for (Optional<Task> due = next(end); due.isPresent(); due = next(end)) {
            due.get().action.run();
            patience = awaitSent(patience);
        }
    }

    /** Waits until all that was sent has gone out, and gives what is left of the patience then. */
    private long awaitSent(long patience) {
        long begin = System.nanoTime();
        long left = patience;
        while (left > 0 && !isSent.getAsBoolean()) {
            LockSupport.parkNanos(GLANCE);
            left = patience - (System.nanoTime() - begin);
        }
        return left;
    }

    private synchronized Optional<Task> next(long end) {
        Optional<Task> due =
                tasks.stream().filter(task -> task.at <= end).min(Comparator.comparingLong(task -> task.at));
        now = Math.max(now, due.map(task -> task.at).orElse(end));
        due.ifPresent(task -> {
            if (task.interval.isPresent()) {
                task.at += task.interval.get().toNanos();
            } else {
                tasks.remove(task);
            }
        });
        return due;
    }

    @Override
    public synchronized void close() {
        tasks.clear();
    }

    /** A task and its time. */
    private static final class Task {
        private long at;
        private final Optional<Duration> interval;
        private final Runnable action;

        Task(long at, Optional<Duration> interval, Runnable action) {
            this.at = at;
            this.interval = interval;
            this.action = action;
        }
    }
}
