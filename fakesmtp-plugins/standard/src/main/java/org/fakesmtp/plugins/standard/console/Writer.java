package org.fakesmtp.plugins.standard.console;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/**
 * Writes entries to a stream, on a thread of its own. A stream that blocks costs lines, never the time of who shows them; one that was closed swallows
 * them.
 */
final class Writer implements AutoCloseable {

    /** About how many chars may wait. */
    static final int LIMIT = 1 << 20;

    private static final int BLOCK = 8 * 1024;

    private final PrintStream out;
    private final Look look;
    private final Backlog backlog;
    private final Duration patience;
    private final Thread thread = new Thread(this::run, "fakesmtp-console");

    private Writer(PrintStream out, Look look, int limit, Duration patience) {
        this.out = out;
        this.look = look;
        this.backlog = new Backlog(limit);
        this.patience = patience;
    }

    /**
     * Starts the thread.
     *
     * @param limit about how many chars may wait to be written
     * @param patience how long {@link #close} waits for what is left to be written
     */
    static Writer start(PrintStream out, Look look, int limit, Duration patience) {
        Writer writer = new Writer(out, look, limit, patience);
        writer.thread.setDaemon(true);
        writer.thread.start();
        return writer;
    }

    /** Has an entry shown. Never waits. */
    void show(Entry entry) {
        backlog.add(entry);
    }

    /** Writes what is left, and gives up where the stream blocks. */
    @Override
    public void close() {
        backlog.close();
        try {
            thread.join(patience.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
    }

    private void run() {
        try {
            for (List<Entry> batch = backlog.take(); !batch.isEmpty(); batch = backlog.take()) {
                write(batch);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(List<Entry> batch) {
        StringBuilder text = new StringBuilder();
        for (Entry entry : batch) {
            entry.print(text, look);
            if (text.length() >= BLOCK) {
                out.print(text);
                text.setLength(0);
            }
        }
        out.print(text);
        out.flush();
    }
}
