package org.fakesmtp.dist;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.fakesmtp.server.transport.Timers;

/** Timers whose time passes when the test says so. */
final class Steps implements Timers {

    /** Some time, as the real one begins at. */
    private static final long BEGIN = 1L << 60;

    private final List<Task> tasks = new ArrayList<>();
    private Duration now = Duration.ZERO;

    @Override
    public synchronized long nanoTime() {
        return BEGIN + now.toNanos();
    }

    @Override
    public synchronized Timer after(Duration time, Runnable action) {
        Task task = new Task(now.plus(time), action);
        tasks.add(task);
        return () -> remove(task);
    }

    @Override
    public Timer every(Duration interval, Runnable task) {
        return () -> {};
    }

    @Override
    public synchronized void close() {
        tasks.clear();
    }

    /** Lets time pass, and runs what falls due. */
    void pass(Duration time) {
        due(time).forEach(task -> task.action.run());
    }

    private synchronized List<Task> due(Duration time) {
        now = now.plus(time);
        List<Task> due =
                tasks.stream().filter(task -> task.at.compareTo(now) <= 0).toList();
        tasks.removeAll(due);
        return due;
    }

    /** The time until the next task falls due; empty where there is none. */
    synchronized Optional<Duration> untilNext() {
        return tasks.stream().map(task -> task.at.minus(now)).min(Comparator.naturalOrder());
    }

    /** The time of day, which begins with the epoch. */
    synchronized Instant instant() {
        return Instant.EPOCH.plus(now);
    }

    private synchronized void remove(Task task) {
        tasks.remove(task);
    }

    /** What is done at a time. */
    private record Task(Duration at, Runnable action) {}
}
