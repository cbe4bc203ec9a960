package org.fakesmtp.server.transport;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** The processors of a transport, which its sessions are shared out among. */
final class SessionProcessors {

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

    /** Ends all sessions and all threads. */
    void dispose() {
        all.forEach(SessionProcessor::dispose);
        threads.shutdown();
    }
}
