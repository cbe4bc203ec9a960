package org.fakesmtp.server.transport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Timers whose time passes when a test says so, on the test's thread. For any thread. */
public final class ManualTimers implements Timers {

    private final List<Task> tasks = new ArrayList<>();

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

    /** Lets time pass, and runs what falls due, in order. */
    public void advance(Duration time) {
        long end = nanoTime() + time.toNanos();
        for (Optional<Task> due = next(end); due.isPresent(); due = next(end)) {
            due.get().action.run();
        }
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
