package org.fakesmtp.server.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends sessions to a file, a line of JSON for each, on a thread of its own. Where the disk does not keep up sessions are dropped, and counted: no session waits for it.
 */
public final class JournalFile implements Consumer<SessionRecord>, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JournalFile.class);
    private static final int WAITING = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final BlockingQueue<Optional<SessionRecord>> queue = new ArrayBlockingQueue<>(WAITING);
    private final AtomicLong dropped = new AtomicLong();
    private final Path file;
    private final Writer out;
    private final Thread thread = new Thread(this::run, "fakesmtp-journal");

    private JournalFile(Path file, Writer out) {
        this.file = file;
        this.out = out;
    }

    /**
     * Opens a file, or makes it.
     *
     * @throws IOException where it cannot be written
     */
    public static JournalFile open(Path file) throws IOException {
        JournalFile journal = new JournalFile(
                file, Files.newBufferedWriter(file, UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        journal.thread.setDaemon(true);
        journal.thread.start();
        return journal;
    }

    /** Has a session written. Never waits. */
    @Override
    public void accept(SessionRecord session) {
        if (!queue.offer(Optional.of(session))) {
            dropped.incrementAndGet();
        }
    }

    /** Writes what waits, unless the disk blocks, and tells how many sessions are missing. */
    @Override
    public void close() {
        try {
            queue.offer(Optional.empty(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
        if (dropped.get() > 0) {
            LOG.warn("{}: {} sessions are missing, the disk did not keep up or failed", file, dropped);
        }
    }

    private void run() {
        try (out) {
            for (Optional<SessionRecord> next = queue.take(); next.isPresent(); next = queue.take()) {
                write(next.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.error("{}: cannot be written: {}", file, e.toString());
        }
    }

    private void write(SessionRecord session) {
        try {
            out.write(SessionJson.line(session));
            if (queue.isEmpty()) {
                out.flush();
            }
        } catch (IOException e) {
            if (dropped.getAndIncrement() == 0) {
                LOG.error("{}: cannot be written: {}", file, e.toString());
            }
        }
    }
}
