package org.fakesmtp.plugins.standard.spool;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * One message in the spool log: a mark, the epoch of the segment, the length of what follows, its CRC-32C with the epoch in it; then the files. An epoch has
 * a random part, so no message can have octets in it that look like an entry.
 *
 * @param files the files of the message, in the order in which they are to be seen
 */
record Entry(List<Filed> files) {

    private static final int MARK = 0x46534C32; // FSL2
    private static final int HEADER = Integer.BYTES + Long.BYTES + Integer.BYTES + Integer.BYTES;

    Entry {
        files = List.copyOf(files);
    }

    /** How many octets of the log it takes. */
    int size() {
        return HEADER + files.stream().mapToInt(Filed::size).sum();
    }

    void putInto(ByteBuffer log, long epoch) {
        int start = log.position();
        log.position(start + HEADER);
        files.forEach(file -> file.putInto(log));
        int length = log.position() - start - HEADER;
        log.putInt(start, MARK).putLong(start + Integer.BYTES, epoch);
        log.putInt(start + Integer.BYTES + Long.BYTES, length);
        log.putInt(start + HEADER - Integer.BYTES, checksum(epoch, log.slice(start + HEADER, length)));
    }

    /** The message at a place of a segment; empty where no intact one of this epoch stands there. */
    static Optional<Entry> at(ByteBuffer log, int place, long epoch) {
        if (!isMarked(log, place, epoch)) {
            return Optional.empty();
        }
        Optional<ByteBuffer> content = content(log, place);
        return content.filter(octets -> isWhole(log, place, epoch, octets)).map(octets -> new Entry(all(octets)));
    }

    /** The epoch of an intact message at a place of a segment, whichever it is. */
    static Optional<Long> epochAt(ByteBuffer log, int place) {
        if (place + HEADER > log.limit()) {
            return Optional.empty();
        }
        long epoch = log.getLong(place + Integer.BYTES);
        return content(log, place)
                .filter(octets -> isWhole(log, place, epoch, octets))
                .map(octets -> epoch);
    }

    /** The next place from here on where a message may begin; the end of the segment where there is none. */
    static int find(ByteBuffer log, int from) {
        int last = log.limit() - HEADER;
        int place = from;
        while (place <= last && log.getInt(place) != MARK) {
            place += log.getLong(place) == 0 ? Long.BYTES : 1;
        }
        return place <= last ? place : log.limit();
    }

    private static boolean isMarked(ByteBuffer log, int place, long epoch) {
        return place + HEADER <= log.limit()
                && log.getInt(place) == MARK
                && log.getLong(place + Integer.BYTES) == epoch;
    }

    /** What stands behind the header, where it can be that of a message: only then its checksum is worth the time. */
    private static Optional<ByteBuffer> content(ByteBuffer log, int place) {
        int length = log.getInt(place + Integer.BYTES + Long.BYTES);
        if (length <= 0 || length > log.limit() - place - HEADER) {
            return Optional.empty();
        }
        ByteBuffer content = log.slice(place + HEADER, length);
        ByteBuffer rest = content.duplicate();
        while (rest.hasRemaining()) {
            if (!Filed.skip(rest)) {
                return Optional.empty();
            }
        }
        return Optional.of(content);
    }

    private static boolean isWhole(ByteBuffer log, int place, long epoch, ByteBuffer content) {
        return log.getInt(place + HEADER - Integer.BYTES) == checksum(epoch, content.duplicate());
    }

    private static List<Filed> all(ByteBuffer content) {
        List<Filed> files = new ArrayList<>(2);
        while (content.hasRemaining()) {
            files.add(Filed.readFrom(content));
        }
        return files;
    }

    private static int checksum(long epoch, ByteBuffer files) {
        CRC32C checksum = new CRC32C();
        checksum.update(ByteBuffer.allocate(Long.BYTES).putLong(0, epoch));
        checksum.update(files);
        return (int) checksum.getValue();
    }
}
