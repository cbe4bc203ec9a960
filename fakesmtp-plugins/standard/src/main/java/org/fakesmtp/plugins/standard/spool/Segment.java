package org.fakesmtp.plugins.standard.spool;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One file of the spool log. All of it is written before it is used, so that a force later writes octets alone, no sizes and no places. A number at its
 * beginning, the epoch, stands in each entry too: when it is used again, what was in it before is void.
 */
final class Segment implements Closeable {

    static final int SIZE = 8 * 1024 * 1024;

    private static final long MARK = 0x46534C4F47000001L;
    private static final int HEADER = 2 * Long.BYTES;
    private static final int BLOCK = 1024 * 1024;

    private final Disk disk;
    private final Path file;
    private final FileChannel channel;
    private long epoch;
    private long forced = HEADER;
    private long end = HEADER;
    private int unseen;

    private Segment(Disk disk, Path file, FileChannel channel) {
        this.disk = disk;
        this.file = file;
        this.channel = channel;
    }

    /** Makes and fills a new one; where that fails, nothing of it is left. */
    static Segment make(Disk disk, Path file, long epoch) throws IOException {
        Segment segment = new Segment(disk, file, disk.create(file));
        try {
            segment.fill();
            segment.begin(epoch);
            disk.forceDirectory(file.resolveSibling(""));
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

    /** Makes what is in it void, for good. */
    void begin(long newEpoch) throws IOException {
        epoch = newEpoch;
        write(ByteBuffer.allocate(HEADER).putLong(MARK).putLong(newEpoch).flip(), 0);
        disk.force(channel);
        forced = HEADER;
        end = HEADER;
    }

    /** The messages of the log file of a run that has ended; the end of them is where none is intact. */
    static Supplier<Optional<Entry>> entries(Path file) throws IOException {
        return entries(ByteBuffer.wrap(Files.readAllBytes(file)));
    }

    /** The messages of it that are forced, even where someone has removed the file. */
    Supplier<Optional<Entry>> entries() throws IOException {
        ByteBuffer log = ByteBuffer.allocate((int) Math.min(forced, channel.size()));
        while (log.hasRemaining() && channel.read(log, log.position()) >= 0) {}
        return entries(log.flip());
    }

    private static Supplier<Optional<Entry>> entries(ByteBuffer log) {
        if (log.remaining() < HEADER || log.getLong() != MARK) {
            return Optional::empty;
        }
        long epoch = log.getLong();
        return () -> Entry.readFrom(log, epoch);
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
        return end + octets <= SIZE;
    }

    void append(ByteBuffer entries) throws IOException {
        int length = entries.remaining();
        write(entries, end);
        end += length;
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
