package org.fakesmtp.plugins.standard.spool;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * One message in the spool log: a mark, the epoch of the segment, the length of what follows, its CRC-32C with the epoch in it; then the files.
 *
 * @param files the files of the message, in the order in which they are to be seen
 */
record Entry(List<Filed> files) {

    private static final int MARK = 0x46534C31;
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
        log.putInt(start, MARK).putLong(start + 4, epoch).putInt(start + 12, length);
        log.putInt(start + 16, checksum(epoch, log.slice(start + HEADER, length)));
    }

    /** The next message of a segment; empty where no intact one of this epoch stands, which is the end. */
    static Optional<Entry> readFrom(ByteBuffer log, long epoch) {
        if (log.remaining() < HEADER || log.getInt() != MARK || log.getLong() != epoch) {
            return Optional.empty();
        }
        int length = log.getInt();
        int checksum = log.getInt();
        if (length < 0 || length > log.remaining()) {
            return Optional.empty();
        }
        ByteBuffer files = log.slice(log.position(), length);
        log.position(log.position() + length);
        return checksum == checksum(epoch, files.duplicate()) ? Optional.of(new Entry(all(files))) : Optional.empty();
    }

    private static List<Filed> all(ByteBuffer log) {
        List<Filed> files = new ArrayList<>(2);
        while (log.hasRemaining()) {
            files.add(Filed.readFrom(log));
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
