package org.fakesmtp.plugins.standard.spool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The spool's write-ahead file. One thread appends what waits and forces it once for all; while it does so, the next ones gather. There is no delay to
 * make them more. A force that fails fails all that it was for, and the segment is not written again.
 */
final class SpoolLog implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(SpoolLog.class);
    private static final int BLOCK = 1024 * 1024;
    private static final Ticket END = new Ticket(new Entry(List.of()));

    private final Segments segments;
    private final long quiet;
    private final BlockingQueue<Ticket> queue = new LinkedBlockingQueue<>();
    private final List<Ticket> unforced = new ArrayList<>();
    private final ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
    private final Thread writer = new Thread(this::write, "spool-log");
    private Optional<Segment> current = Optional.empty();
    private volatile boolean ended;

    /**
     * @param quiet after so many milliseconds without a message the files of all are forced, and nothing is left to recover
     */
    private SpoolLog(Segments segments, long quiet) {
        this.segments = segments;
        this.quiet = quiet;
        writer.setDaemon(true);
    }

    static SpoolLog open(Segments segments, long quiet) {
        SpoolLog log = new SpoolLog(segments, quiet);
        log.writer.start();
        return log;
    }

    /** Gives a message to be written; it must be smaller than a block. */
    Ticket append(Entry entry) {
        Ticket ticket = new Ticket(entry);
        queue.add(ticket);
        if (ended) {
            refuseAll();
        }
        return ticket;
    }

    /** Writes what waits, forces the files of all, and takes the log away. */
    @Override
    public void close() throws IOException {
        queue.add(END);
        try {
            writer.join();
            segments.close();
        } catch (InterruptedException e) {
            // The log stays and is recovered at the next start.
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        List<Ticket> batch = new ArrayList<>();
        do {
            batch.clear();
            take(batch);
            commit(batch);
        } while (!batch.contains(END));
        seal();
        ended = true;
        refuseAll();
    }

    private void take(List<Ticket> batch) {
        try {
            Ticket first = queue.poll(quiet, TimeUnit.MILLISECONDS);
            if (first == null) {
                seal();
                segments.shrink();
                first = queue.take();
            }
            batch.add(first);
            queue.drainTo(batch);
        } catch (InterruptedException e) {
            batch.add(END);
        }
    }

    private void commit(List<Ticket> batch) {
        try {
            for (Ticket ticket : batch) {
                if (ticket != END) {
                    put(ticket);
                }
            }
            force();
        } catch (IOException | RuntimeException e) {
            LOG.warn("the spool log takes nothing: {}", e.toString());
            abandon(batch, e);
        }
    }

    private void put(Ticket ticket) throws IOException {
        int size = ticket.entry().size();
        if (current.filter(segment -> segment.hasRoomFor(block.position() + (long) size))
                .isEmpty()) {
            force();
            seal();
            current = segments.next();
        }
        if (current.isEmpty()) {
            ticket.refused();
            return;
        }
        if (block.remaining() < size) {
            append(current.get());
        }
        ticket.entry().putInto(block, current.get().epoch());
        unforced.add(ticket);
    }

    private void append(Segment segment) throws IOException {
        segment.append(block.flip());
        block.clear();
    }

    private void force() throws IOException {
        if (!unforced.isEmpty()) {
            Segment segment = current.orElseThrow();
            append(segment);
            segment.force();
            unforced.forEach(ticket -> ticket.forced(segment));
            unforced.clear();
        }
    }

    /** Those of the batch that are forced already do not hear of it. */
    private void abandon(List<Ticket> batch, Exception cause) {
        current.ifPresent(segments::abandon);
        current = Optional.empty();
        block.clear();
        unforced.clear();
        batch.forEach(ticket -> ticket.failed(cause));
    }

    private void seal() {
        current.ifPresent(segments::settle);
        current = Optional.empty();
    }

    private void refuseAll() {
        List<Ticket> late = new ArrayList<>();
        queue.drainTo(late);
        late.forEach(Ticket::refused);
    }
}
