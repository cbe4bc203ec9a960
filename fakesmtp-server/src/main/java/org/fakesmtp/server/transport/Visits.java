package org.fakesmtp.server.transport;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.fakesmtp.text.Printable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The calls of plugins' code that are under way aside, so that one that overstays can be named. */
final class Visits {

    private static final Logger LOG = LoggerFactory.getLogger(Visits.class);
    private static final Duration LONG = Duration.ofSeconds(10);

    private final Timers timers;
    private final Set<Visit> underWay = ConcurrentHashMap.newKeySet();

    Visits(Timers timers) {
        this.timers = timers;
    }

    /** Calls code of a plugin. */
    <T> T during(String plugin, String what, Callable<T> code) throws Exception {
        Visit visit = new Visit(plugin, what, timers.nanoTime(), Optional.of(Thread.currentThread()));
        underWay.add(visit);
        try {
            return code.call();
        } finally {
            underWay.remove(visit);
        }
    }

    /** Waits for code of a plugin that runs on its own. */
    <T> CompletionStage<T> until(String plugin, String what, CompletionStage<T> end) {
        Visit visit = new Visit(plugin, what, timers.nanoTime(), Optional.empty());
        underWay.add(visit);
        return end.whenComplete((result, failure) -> underWay.remove(visit));
    }

    /** Names those that have taken too long; each once. */
    void sweep() {
        long now = timers.nanoTime();
        for (Visit visit : underWay) {
            if (!visit.named && now - visit.since >= LONG.toNanos()) {
                visit.named = true;
                LOG.warn(
                        "{} has been busy with {} for {} s, and the client waits",
                        visit.plugin,
                        visit.what,
                        LONG.toSeconds());
            }
        }
    }

    /** Those that have not come to their end. */
    List<Held> all() {
        return underWay.stream()
                .map(visit -> new Held(
                        Optional.of(visit.plugin + " is still busy with " + Printable.text(visit.what)), visit.thread))
                .toList();
    }

    /** One call. */
    private static final class Visit {
        private final String plugin;
        private final String what;
        private final long since;
        private final Optional<Thread> thread;

        /** Written by the sweep only. */
        private boolean named;

        Visit(String plugin, String what, long since, Optional<Thread> thread) {
            this.plugin = plugin;
            this.what = what;
            this.since = since;
            this.thread = thread;
        }
    }
}
