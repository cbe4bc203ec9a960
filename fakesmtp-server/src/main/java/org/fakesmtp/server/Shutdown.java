package org.fakesmtp.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.fakesmtp.server.transport.Held;
import org.fakesmtp.server.transport.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a server within its grace and some seconds, whatever code of plugins does meanwhile: code that does not return is named in the log and left alone. The log comes last, as it may wait for
 * whoever reads it.
 */
final class Shutdown {

    private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);

    /** So much longer than the grace may plugins take to close. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** And so much longer all of it, where something else does not return. */
    private static final Duration LAST = Duration.ofSeconds(6);

    /** So long the log may take, which waits for whoever reads it. */
    private static final Duration WORDS = Duration.ofSeconds(1);

    private final Duration grace;
    private final InstalledPlugins plugins;
    private final PluginTimers timers;
    private final Journal journal;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch told = new CountDownLatch(1);

    /**
     * @param grace so long messages in flight may take
     */
    Shutdown(Duration grace, InstalledPlugins plugins, PluginTimers timers, Journal journal) {
        this.grace = grace;
        this.plugins = plugins;
        this.timers = timers;
        this.journal = journal;
    }

    /** Whether the end has begun. */
    boolean isBegun() {
        return begun.get();
    }

    /**
     * Ends the server, once; whoever comes meanwhile waits for that, unless it is a plugin that is being closed.
     *
     * @param transport takes the transport of the server, where it has one
     * @param report tells in the log what has been
     */
    void run(Supplier<Optional<Transport>> transport, Runnable report) {
        if (begun.compareAndSet(false, true)) {
            Thread thread = new Thread(() -> end(transport, report), "fakesmtp-shutdown");
            thread.setDaemon(true);
            thread.start();
            await(Optional.of(thread));
        } else if (!plugins.isClosing(Thread.currentThread())) {
            await(Optional.empty());
        }
    }

    private void await(Optional<Thread> ending) {
        await(ended, grace.plus(PATIENCE).plus(LAST), ending);
        await(told, WORDS, ending);
    }

    /** An interrupt has the end wait for nothing, but it is the end all the same. */
    private static void await(CountDownLatch latch, Duration most, Optional<Thread> ending) {
        long deadline = System.nanoTime() + most.toNanos();
        boolean interrupted = false;
        boolean waits = true;
        while (waits) {
            try {
                waits = !latch.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)
                        && System.nanoTime() < deadline;
            } catch (InterruptedException e) {
                interrupted = true;
                ending.ifPresent(Thread::interrupt);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void end(Supplier<Optional<Transport>> transport, Runnable report) {
        List<String> words = new ArrayList<>();
        Runnable unclosed = () -> {};
        try {
            words.addAll(exits(plugins));
            timers.end();
            unclosed = endAll(transport, words);
        } finally {
            ended.countDown();
            report.run();
            words.stream().distinct().forEach(LOG::error);
            unclosed.run();
            told.countDown();
        }
    }

    private Runnable endAll(Supplier<Optional<Transport>> transport, List<String> words) {
        long deadline = System.nanoTime() + grace.plus(PATIENCE).toNanos();
        List<Held> held = new ArrayList<>(
                transport.get().map(running -> running.close(grace)).orElse(List.of()));
        held.addAll(timers.busy());
        held.forEach(one -> words.add(name(one)));
        Runnable unclosed = plugins.close(Math.max(deadline, System.nanoTime() + PATIENCE.toNanos()));
        journal.close();
        return unclosed;
    }

    /** What to tell of plugins that have called System.exit, where they wait for the end of the process. */
    static List<String> exits(InstalledPlugins plugins) {
        return Thread.getAllStackTraces().values().stream()
                .flatMap(stack -> CodePlace.exit(stack).stream())
                .flatMap(exit -> plugins
                        .owner(exit)
                        .map(plugin ->
                                "plugin " + plugin + " has ended the process, by System.exit at " + CodePlace.of(exit))
                        .stream())
                .toList();
    }

    private String name(Held held) {
        StackTraceElement[] stack = held.thread().map(Thread::getStackTrace).orElse(new StackTraceElement[0]);
        String place = stack.length == 0 ? "" : ", at " + CodePlace.of(stack);
        String what = held.what()
                .or(() -> plugins.owner(stack).map(plugin -> "plugin " + plugin + " keeps a session"))
                .orElse("a session is kept");
        return what + place + ": the server ends without it";
    }
}
