package org.fakesmtp.plugins.standard.spool;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * The spool's write-ahead file. Of two threads, one takes what waits, appends it, and forces it once for all; the other meanwhile makes the files of those
 * seen that it has forced before. There is no delay to gather more.
 */
final class SpoolLog implements Closeable {

    private static final int COMMITTERS = 2;
    private static final int AGAIN = 10;
    private static final long MOST_WAITING = 16 * 1024 * 1024;
    private static final Ticket END = new Ticket(new MessageName(Instant.EPOCH, "", 0), new Entry(List.of()));

    private final LogWriter writer;
    private final MessageFiles files;
    private final long quiet;
    private final BlockingQueue<Ticket> queue = new LinkedBlockingQueue<>();
    private final AtomicLong waiting = new AtomicLong();
    private final Object writing = new Object();
    private final Object showing = new Object();
    private final List<Thread> committers = Stream.generate(() -> new Thread(this::commit, "spool-log"))
            .limit(COMMITTERS)
            .toList();
    private volatile boolean ended;

    private SpoolLog(Staging staging, long quiet) {
        this.writer = new LogWriter(staging);
        this.files = new MessageFiles(staging);
        this.quiet = quiet;
    }

    /**
     * @param quiet after so many milliseconds without a message the files of all are forced, and nothing is left to recover
     */
    static SpoolLog open(Staging staging, long quiet) {
        SpoolLog log = new SpoolLog(staging, quiet);
        for (Thread committer : log.committers) {
            committer.setDaemon(true);
            committer.start();
        }
        return log;
    }

    /** Whether so many octets more may wait. */
    boolean isOpenFor(long octets) {
        return !ended && waiting.get() + octets <= MOST_WAITING;
    }

    /** Gives a message to be written, and its files to be made seen. */
    void append(Ticket ticket) {
        waiting.addAndGet(ticket.size());
        queue.add(ticket);
        if (ended) {
            showAll(rest());
        }
    }

    /** Writes what waits, forces the files of all, and takes the log away. */
    @Override
    public void close() throws IOException {
        queue.add(END);
        try {
            for (Thread committer : committers) {
                committer.join();
            }
            writer.close();
        } catch (InterruptedException e) {
            // The log stays and is recovered at the next start.
            Thread.currentThread().interrupt();
        }
    }

    private void commit() {
        while (!ended) {
            showAll(write());
        }
    }

    /**
     * Several that are written, or could not be. While messages come one at a time, the same thread makes them seen as well: to wake the other one would take
     * longer.
     */
    private List<Ticket> write() {
        synchronized (writing) {
            while (!ended) {
                List<Ticket> batch = writeNext();
                if (batch.size() > 1) {
                    return batch;
                }
                showAll(batch);
            }
            return rest();
        }
    }

    private List<Ticket> writeNext() {
        List<Ticket> batch = take();
        boolean last = batch.removeIf(END::equals);
        writer.write(batch);
        if (last) {
            writer.seal();
            ended = true;
            batch.addAll(rest());
        }
        return batch;
    }

    /** While nothing comes, what could not be settled is tried again now and then. */
    private List<Ticket> take() {
        List<Ticket> batch = new ArrayList<>();
        try {
            Ticket first = queue.poll(quiet, TimeUnit.MILLISECONDS);
            while (first == null) {
                first = writer.rest() ? queue.take() : queue.poll(AGAIN * quiet, TimeUnit.MILLISECONDS);
            }
            batch.add(first);
            queue.drainTo(batch);
        } catch (InterruptedException e) {
            batch.add(END);
        }
        return batch;
    }

    private List<Ticket> rest() {
        List<Ticket> late = new ArrayList<>();
        queue.drainTo(late);
        late.removeIf(END::equals);
        return late;
    }

    /** One thread at a time: two that make files in one directory are in each other's way. */
    private void showAll(List<Ticket> batch) {
        synchronized (showing) {
            for (Ticket ticket : batch) {
                waiting.addAndGet(-ticket.size());
                ticket.show(files);
            }
        }
    }
}
