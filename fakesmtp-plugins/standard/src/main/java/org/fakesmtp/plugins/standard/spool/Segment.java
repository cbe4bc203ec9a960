package org.fakesmtp.plugins.standard.spool;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One file of the spool log. All of it is written before it is used and gets its name, so that a force later writes octets alone, no sizes and no places. A
 * number in its header, the epoch, stands in each entry too: when it is used again, what was in it before is void.
 */
final class Segment implements Closeable {

    static final int SIZE = 8 * 1024 * 1024;

    private static final int HEADER = SegmentHeader.SIZE;
    private static final int USABLE = SIZE - HEADER - EndMark.SIZE;
    private static final int BLOCK = 1024 * 1024;

    private final Disk disk;
    private final FileChannel channel;
    private Path file;
    private long epoch;
    private long forced = HEADER;
    private long end = HEADER;
    private int unseen;

    private Segment(Disk disk, Path file, FileChannel channel) {
        this.disk = disk;
        this.file = file;
        this.channel = channel;
    }

    /** Makes and fills a new one under a temporary name; where that fails, nothing of it is left. */
    static Segment make(Disk disk, Path temporary, Path file, long epoch) throws IOException {
        Segment segment = new Segment(disk, temporary, disk.create(temporary));
        try {
            segment.fill();
            segment.begin(epoch);
            segment.moveTo(file);
            return segment;
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            try {
                segment.remove();
            } catch (IOException f) {
                e.addSuppressed(f);
            }
            throw e;
        }
    }

    private void moveTo(Path target) throws IOException {
        disk.move(file, target);
        file = target;
        disk.forceDirectory(file.resolveSibling(""));
    }

    /** Makes what is in it void, for good. */
    void begin(long newEpoch) throws IOException {
        epoch = newEpoch;
        ByteBuffer octets = ByteBuffer.allocate(HEADER + EndMark.SIZE);
        new SegmentHeader(newEpoch).putInto(octets);
        EndMark.put(octets, newEpoch, HEADER);
        write(octets.flip(), 0);
        write(octets.flip().limit(HEADER), SIZE - HEADER);
        disk.force(channel);
        forced = HEADER;
        end = HEADER;
    }

    /** The messages of it that are forced, even where someone has removed the file. */
    LogReader messages() throws IOException {
        ByteBuffer log = ByteBuffer.allocate((int) Math.min(forced, channel.size()));
        while (log.hasRemaining() && channel.read(log, log.position()) >= 0) {}
        return LogReader.inUse(log.flip(), epoch);
    }

    Path file() {
        return file;
    }

    long epoch() {
        return epoch;
    }

    /** Whether it was not {@linkplain #remove removed}. */
    boolean isOpen() {
        return channel.isOpen();
    }

    /** Whether no one has removed the file. */
    boolean isThere() {
        return !Files.notExists(file);
    }

    /** Whether most of it is used. */
    boolean isNearlyFull() {
        return end > SIZE / 2;
    }

    boolean hasRoomFor(long octets) {
        return end + octets <= USABLE;
    }

    /** Appends what was put into a block, which has room for an end mark more; then the block is empty. */
    void append(ByteBuffer block) throws IOException {
        int length = block.position();
        EndMark.put(block, epoch, end + length);
        write(block.flip(), end);
        end += length;
        block.clear();
    }

    /** Returns when what was appended is on the disk. Someone who has removed the file would make that worthless. */
    void force() throws IOException {
        if (!isThere()) {
            throw new IOException(file + " was removed");
        }
        disk.forceContent(channel);
        forced = end;
    }

    /** Cuts off what was not forced: nobody was told that it is there. */
    void cut() throws IOException {
        channel.truncate(forced);
        ByteBuffer mark = ByteBuffer.allocate(EndMark.SIZE);
        EndMark.put(mark, epoch, forced);
        write(mark.flip(), forced);
    }

    /** A message of it is on its way to be seen. */
    synchronized void enter() {
        unseen++;
    }

    /** A message of it is seen, or given up. */
    synchronized void leave() {
        unseen--;
        notifyAll();
    }

    /** Returns when no message of it is on its way any more. */
    synchronized void awaitSeen() throws InterruptedException {
        while (unseen > 0) {
            wait();
        }
    }

    void remove() throws IOException {
        try (channel) {
            disk.delete(file);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void fill() throws IOException {
        ByteBuffer zeros = ByteBuffer.allocateDirect(BLOCK);
        for (int at = 0; at < SIZE; at += BLOCK) {
            write(zeros.clear(), at);
        }
    }

    private void write(ByteBuffer octets, long position) throws IOException {
        long at = position;
        while (octets.hasRemaining()) {
            int written = channel.write(octets, at);
            if (written <= 0) {
                throw new EOFException(file + " takes no octets");
            }
            at += written;
        }
    }
}
