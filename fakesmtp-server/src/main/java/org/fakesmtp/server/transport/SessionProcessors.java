package org.fakesmtp.server.transport;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The processors of a transport, which its sessions are shared out among. */
final class SessionProcessors {

    /** So long after it was interrupted a thread may take to end. */
    private static final Duration INTERRUPTED = Duration.ofMillis(500);

    /** MINA waits for the thread of a processor, however long that takes. */
    private static final Executor DISPOSERS =
            task -> DaemonThreads.named("fakesmtp-dispose").newThread(task).start();

    /** Each is a daemon if the thread is that started it: whoever starts a server on a daemon thread has one that does not keep the JVM alive. */
    private final ExecutorService threads = Executors.newCachedThreadPool(Thread::new);

    private final List<SessionProcessor> all;

    SessionProcessors(int count) {
        all = Stream.generate(() -> new SessionProcessor(threads)).limit(count).toList();
    }

    /** The one with the fewest sessions. */
    SessionProcessor least() {
        return least(all.get(0));
    }

    /** The one with the fewest sessions, this one where none has fewer. */
    SessionProcessor least(SessionProcessor first) {
        SessionProcessor least = first;
        for (SessionProcessor other : all) {
            least = other.sessions() < least.sessions() ? other : least;
        }
        return least;
    }

    /** What runs them, and those that accept for them. */
    Executor threads() {
        return threads;
    }

    List<SessionProcessor> all() {
        return all;
    }

    /** Ends all sessions and all threads. Those that do not end within the time are interrupted, and returned: code of a plugin keeps them. */
    List<Held> dispose(Duration patience) {
        Map<SessionProcessor, CompletableFuture<Void>> ends = new LinkedHashMap<>();
        all.forEach(one -> ends.put(one, CompletableFuture.runAsync(one::dispose, DISPOSERS)));
        if (!isDone(ends.values(), patience)) {
            threads.shutdownNow();
            isDone(ends.values(), INTERRUPTED);
        }
        threads.shutdown();
        return ends.entrySet().stream()
                .filter(end -> !end.getValue().isDone())
                .flatMap(end -> end.getKey().thread().stream())
                .map(Held::of)
                .toList();
    }

    private static boolean isDone(Collection<CompletableFuture<Void>> ends, Duration patience) {
        return CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new))
                .handle((nothing, failure) -> true)
                .completeOnTimeout(false, patience.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
