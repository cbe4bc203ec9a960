package org.fakesmtp.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.fakesmtp.api.Schedule;
import org.fakesmtp.protocol.Containment;
import org.fakesmtp.server.transport.Held;
import org.fakesmtp.server.transport.Timers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tasks of the plugins: those that were scheduled before the server starts wait for it. */
final class PluginTimers {

    private static final Logger LOG = LoggerFactory.getLogger(PluginTimers.class);

    private final Set<Busy> busy = ConcurrentHashMap.newKeySet();
    private final List<Waiting> waiting = new ArrayList<>();
    private Optional<Timers> timers = Optional.empty();
    private boolean ended;

    /** The listeners are bound: time begins to pass. What is due at once runs before this returns. */
    void begin(Timers running) {
        List<Waiting> all;
        synchronized (this) {
            timers = Optional.of(running);
            all = List.copyOf(waiting);
            waiting.clear();
        }
        all.forEach(one -> one.begin(running));
    }

    /** No task is begun any more. */
    synchronized void end() {
        ended = true;
        waiting.clear();
    }

    /** The tasks that are under way. */
    List<Held> busy() {
        return busy.stream()
                .map(one -> new Held(
                        Optional.of("plugin " + one.plugin + " is still busy with a task"), Optional.of(one.thread)))
                .toList();
    }

    /** A task that runs. */
    private record Busy(String plugin, Thread thread) {}

    /** The schedule of a plugin. */
    Schedule of(String plugin, OwnLoader loader) {
        return new OfPlugin(plugin, loader);
    }

    private synchronized Schedule.Task add(Waiting one) {
        if (ended) {
            return () -> {};
        }
        if (timers.isEmpty()) {
            waiting.add(one);
        } else {
            one.set(timers.orElseThrow());
        }
        return one::cancel;
    }

    private synchronized boolean hasEnded() {
        return ended;
    }

    /** The schedule of one plugin. */
    private final class OfPlugin implements Schedule {

        private final String plugin;
        private final OwnLoader loader;

        OfPlugin(String plugin, OwnLoader loader) {
            this.plugin = plugin;
            this.loader = loader;
        }

        @Override
        public Task after(Duration time, Runnable task) {
            if (time.isNegative()) {
                throw new IllegalArgumentException("a task runs after a time, not after " + time);
            }
            Runnable own = contained(task);
            return add(new Waiting(running -> running.after(time, own), time.isZero() ? own : () -> {}, time.isZero()));
        }

        @Override
        public Task every(Duration interval, Runnable task) {
            if (interval.isNegative() || interval.isZero()) {
                throw new IllegalArgumentException("a task is repeated after a time, not after " + interval);
            }
            Runnable own = contained(task);
            return add(new Waiting(running -> running.every(interval, own), () -> {}, false));
        }

        private Runnable contained(Runnable task) {
            return () -> {
                Busy now = new Busy(plugin, Thread.currentThread());
                busy.add(now);
                try {
                    if (!hasEnded()) {
                        loader.run(task);
                    }
                } catch (Throwable e) {
                    Containment.check(e);
                    LOG.error("a task of plugin {} failed", plugin, e);
                } finally {
                    busy.remove(now);
                }
            };
        }
    }

    /** A task that waits for its time, or for the server to start. */
    private static final class Waiting {

        private final Function<Timers, Timers.Timer> setting;
        private final Runnable task;
        private final boolean atOnce;
        private Optional<Timers.Timer> timer = Optional.empty();
        private boolean cancelled;

        Waiting(Function<Timers, Timers.Timer> setting, Runnable task, boolean atOnce) {
            this.setting = setting;
            this.task = task;
            this.atOnce = atOnce;
        }

        void begin(Timers running) {
            if (!atOnce) {
                set(running);
            } else if (!isCancelled()) {
                task.run();
            }
        }

        synchronized void set(Timers running) {
            if (!cancelled) {
                timer = Optional.of(setting.apply(running));
            }
        }

        synchronized void cancel() {
            cancelled = true;
            timer.ifPresent(Timers.Timer::cancel);
        }

        private synchronized boolean isCancelled() {
            return cancelled;
        }
    }
}
