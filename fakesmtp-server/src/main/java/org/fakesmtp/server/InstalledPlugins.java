package org.fakesmtp.server;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.fakesmtp.api.Plugin;
import org.fakesmtp.internal.Reason;
import org.fakesmtp.server.plugin.PluginLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The plugins of a server, from their installation until they are closed, and the jars they are from. */
final class InstalledPlugins implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(InstalledPlugins.class);

    /** So long a plugin keeps those before it waiting. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration INTERRUPTED = Duration.ofMillis(200);

    private final PluginLoader loader;
    private final List<Plugin> plugins = new CopyOnWriteArrayList<>();

    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    InstalledPlugins(PluginLoader loader) {
        this.loader = loader;
    }

    PluginLoader loader() {
        return loader;
    }

    /** Takes in a plugin that is about to be installed: it is closed too where that fails. */
    void add(Plugin plugin) {
        plugins.add(plugin);
    }

    List<String> names() {
        return plugins.stream().map(Plugin::name).toList();
    }

    List<Plugin> all() {
        return List.copyOf(plugins);
    }

    /** Closes the plugins within some seconds, as {@link #close(long)} does, and tells of those that do not come to their end. */
    @Override
    public void close() {
        close(System.nanoTime() + LONG.toNanos()).run();
    }

    /**
     * Closes the plugins, the last one first, and lets go of their jars. One that takes its time is closed aside: it keeps none before it from being closed. Nothing is logged meanwhile, since
     * that may wait for whoever reads the log.
     *
     * @param deadline the {@link System#nanoTime} at which those that do not return are interrupted and left alone
     * @return tells of those in the log
     */
    synchronized Runnable close(long deadline) {
        List<Closing> all = new ArrayList<>();
        for (int i = plugins.size() - 1; i >= 0; i--) {
            Closing closing = new Closing(plugins.get(i));
            all.add(closing);
            threads.add(closing.thread);
            closing.start();
            closing.await(Math.min(deadline, System.nanoTime() + PATIENCE.toNanos()));
        }
        all.forEach(closing -> closing.await(deadline));
        all.forEach(Closing::interrupt);
        List<Runnable> reports =
                all.stream().flatMap(closing -> closing.report().stream()).toList();
        plugins.clear();
        closeJars();
        return () -> reports.forEach(Runnable::run);
    }

    /** Whether it is the thread of a plugin that is being closed. */
    boolean isClosing(Thread thread) {
        return threads.contains(thread);
    }

    private void closeJars() {
        try {
            loader.close();
        } catch (IOException e) {
            LOG.warn("a plugin's jar stays open: {}", Reason.of(e));
        }
    }

    /** The plugin whose code a thread runs; empty where it is of none that can be told. */
    Optional<String> owner(StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .flatMap(frame -> all().stream().filter(plugin -> isOf(plugin.getClass(), frame.getClassName())))
                .map(Plugin::name)
                .findFirst();
    }

    private static boolean isOf(Class<?> plugin, String name) {
        if (name.equals(plugin.getName()) || name.startsWith(plugin.getName() + "$")) {
            return true;
        }
        ClassLoader own = plugin.getClassLoader();
        try {
            return own != InstalledPlugins.class.getClassLoader()
                    && Class.forName(name, false, own).getClassLoader() == own;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /** A plugin that is being closed, on a thread of its own. */
    private static final class Closing {

        private final Plugin plugin;
        private final Thread thread;

        Closing(Plugin plugin) {
            this.plugin = plugin;
            this.thread = new Thread(this::run, "fakesmtp-close-" + plugin.name());
            thread.setDaemon(true);
        }

        void start() {
            thread.start();
        }

        private void run() {
            try {
                OwnLoader.of(plugin).run(plugin::close);
            } catch (Throwable e) {
                // Of the machine too: the other plugins are to be closed.
                LOG.error("plugin {} failed to close", plugin.name(), e);
            }
        }

        void await(long deadline) {
            long left = deadline - System.nanoTime();
            try {
                if (left > 0) {
                    TimeUnit.NANOSECONDS.timedJoin(thread, left);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        void interrupt() {
            if (thread.isAlive()) {
                thread.interrupt();
                await(System.nanoTime() + INTERRUPTED.toNanos());
            }
        }

        Optional<Runnable> report() {
            String place = CodePlace.of(thread.getStackTrace());
            return thread.isAlive()
                    ? Optional.of(() -> LOG.error(
                            "plugin {} does not come to its end, it is at {}: the server ends without it",
                            plugin.name(),
                            place))
                    : Optional.empty();
        }
    }
}
