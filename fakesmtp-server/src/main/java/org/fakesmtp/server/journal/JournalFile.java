package org.fakesmtp.server.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.fakesmtp.internal.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends sessions to a file, a line of JSON for each, on a thread of its own. Where the disk does not keep up sessions are dropped, and counted: no session waits for it.
 */
public final class JournalFile implements Consumer<SessionRecord>, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JournalFile.class);
    private static final int WAITING = 200;
    private static final int BLOCK = 64 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final BlockingQueue<Optional<SessionRecord>> queue = new ArrayBlockingQueue<>(WAITING);
    private final AtomicLong dropped = new AtomicLong();
    private final Path file;
    private final AppendedFile out;
    private final Thread thread = new Thread(this::run, "fakesmtp-journal");
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private int sessions;
    private boolean told;

    private JournalFile(Path file, AppendedFile out) {
        this.file = file;
        this.out = out;
    }

    /**
     * Reads where the file is to be. Nothing is made or opened.
     *
     * @throws IllegalArgumentException where no file can be there
     */
    public static Path path(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("needs the path of a file, such as sessions.jsonl");
        }
        try {
            Path file = Path.of(text);
            AppendedFile.check(file);
            return file;
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("'" + text + "' is no path of a file: " + e.getReason(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException(unwritable(text, e), e);
        }
    }

    /** What to tell the user where the file cannot be written. */
    public static String unwritable(String path, IOException cause) {
        return "'" + path + "' cannot be written: " + Reason.of(cause);
    }

    /**
     * Opens a file, or makes it.
     *
     * @throws IOException where it cannot be written
     */
    public static JournalFile open(Path file) throws IOException {
        JournalFile journal = new JournalFile(file, AppendedFile.open(file));
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
                lines.writeBytes(SessionJson.line(next.get()).getBytes(UTF_8));
                sessions++;
                if (queue.isEmpty() || lines.size() > BLOCK) {
                    write();
                }
            }
            write();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            tell(e);
        }
    }

    private void write() {
        try {
            if (sessions > 0) {
                out.append(ByteBuffer.wrap(lines.toByteArray()));
                told = false;
            }
        } catch (IOException e) {
            dropped.addAndGet(sessions);
            tell(e);
        }
        lines.reset();
        sessions = 0;
    }

    /** Once, until it can be written again. */
    private void tell(IOException failure) {
        if (!told) {
            LOG.error("{}: cannot be written: {}", file, Reason.of(failure));
        }
        told = true;
    }
}
