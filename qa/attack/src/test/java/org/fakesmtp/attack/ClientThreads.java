package org.fakesmtp.attack;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Clients that work at the same time, each on a thread of its own. That the server ends their connections is no failure. */
public final class ClientThreads {

    private static final int PATIENCE = 60;

    private final ExecutorService threads;
    private final List<? extends Future<?>> clients;

    private ClientThreads(ExecutorService threads, List<? extends Future<?>> clients) {
        this.threads = threads;
        this.clients = clients;
    }

    /** Starts so many. */
    public static ClientThreads of(int size, Callable<?> client) {
        ExecutorService threads = Executors.newFixedThreadPool(size, ClientThreads::thread);
        List<? extends Future<?>> clients =
                Stream.generate(() -> threads.submit(client)).limit(size).toList();
        return new ClientThreads(threads, clients);
    }

    /** One that does not keep a program from ending. */
    private static Thread thread(Runnable client) {
        Thread thread = new Thread(client);
        thread.setDaemon(true);
        return thread;
    }

    /** Waits until all are done, or have had a minute. */
    public void await() throws InterruptedException {
        threads.shutdown();
        if (!threads.awaitTermination(PATIENCE, TimeUnit.SECONDS)) {
            threads.shutdownNow();
            throw new AssertionError("clients hang");
        }
        for (Future<?> client : clients) {
            check(client);
        }
    }

    private static void check(Future<?> client) throws InterruptedException {
        try {
            client.get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof IOException)) {
                throw new AssertionError(e.getCause());
            }
        }
    }
}
