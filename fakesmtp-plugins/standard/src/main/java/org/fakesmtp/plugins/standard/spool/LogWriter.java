package org.fakesmtp.plugins.standard.spool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fakesmtp.internal.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes messages into segments. A force that fails fails all that it was for, and the segment is not written again. For one thread at a time. */
final class LogWriter implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(LogWriter.class);
    private static final int BLOCK = 1024 * 1024;

    /** So long, in nanoseconds, a crash can bring a message back that someone has taken away meanwhile. */
    private static final long LONGEST = 10_000_000_000L;

    private final Staging staging;
    private final Segments segments;
    private final List<Ticket> unforced = new ArrayList<>();
    private final ByteBuffer block = ByteBuffer.allocateDirect(BLOCK + EndMark.SIZE);
    private Optional<Segment> current = Optional.empty();
    private long settled = System.nanoTime();

    LogWriter(Staging staging) {
        this.staging = staging;
        this.segments = new Segments(staging);
    }

    /** Each of them is forced afterwards, or has failed; or there is no place in the log for it, as for one larger than a block. */
    void write(List<Ticket> batch) {
        try {
            staging.makeDirectories();
            leaveRemoved();
            if (System.nanoTime() - settled > LONGEST) {
                settle();
            }
            for (Ticket ticket : batch) {
                put(ticket);
            }
            force();
        } catch (Throwable e) {
            // Of the machine too: without an outcome the clients would wait for ever.
            LOG.warn("the spool log takes nothing: {}", Reason.of(e));
            abandon(batch, e);
        }
    }

    /** When nothing comes; returns whether the files of all messages are forced. */
    boolean rest() {
        settle();
        return segments.rest();
    }

    /** What is written next goes into another segment. */
    void seal() {
        current.ifPresent(segments::settle);
        current = Optional.empty();
    }

    /** Forces the files of all messages, and takes the log away. */
    @Override
    public void close() throws IOException {
        segments.close();
    }

    private void settle() {
        seal();
        segments.settleAll();
        settled = System.nanoTime();
    }

    /** Where someone has removed the file, nothing that is written there is kept. */
    private void leaveRemoved() {
        if (current.isPresent() && !current.get().isThere()) {
            current.ifPresent(segments::abandon);
            current = Optional.empty();
        }
    }

    private void put(Ticket ticket) throws IOException {
        if (ticket.size() > BLOCK) {
            return;
        }
        if (!hasRoomFor(ticket.size())) {
            force();
            seal();
            current = segments.next();
        }
        if (current.isEmpty()) {
            return;
        }
        if (block.position() + ticket.size() > BLOCK) {
            append(current.get());
        }
        ticket.entry().putInto(block, current.get().epoch());
        unforced.add(ticket);
    }

    private boolean hasRoomFor(int size) {
        return current.filter(segment -> segment.hasRoomFor(block.position() + (long) size))
                .isPresent();
    }

    private void append(Segment segment) throws IOException {
        segment.append(block);
        if (segment.isNearlyFull()) {
            segments.prepare();
        }
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

    private void abandon(List<Ticket> batch, Throwable cause) {
        current.ifPresent(segments::abandon);
        current = Optional.empty();
        block.clear();
        unforced.clear();
        batch.forEach(ticket -> ticket.failed(cause));
    }
}
