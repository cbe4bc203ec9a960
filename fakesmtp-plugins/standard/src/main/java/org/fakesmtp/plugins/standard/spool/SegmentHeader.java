package org.fakesmtp.plugins.standard.spool;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.CRC32C;

/**
 * What stands at the beginning of a segment, and once more at its end, so that a damaged one is replaced by the other: a mark with the version of the
 * format, the epoch, and a checksum of both.
 *
 * @param epoch the number that stands in each entry of the segment; entries with another one are void
 */
record SegmentHeader(long epoch) {

    /** How many octets it takes. */
    static final int SIZE = 2 * Long.BYTES + Integer.BYTES;

    static final int VERSION = 2;

    private static final long NAME = 0x46534C4F47L; // FSLOG
    private static final int VERSION_BITS = 24;
    private static final int VERSION_MASK = (1 << VERSION_BITS) - 1;

    /** Writes it at the position of a buffer. */
    void putInto(ByteBuffer segment) {
        ByteBuffer octets = ByteBuffer.allocate(SIZE);
        octets.putLong((NAME << VERSION_BITS) | VERSION).putLong(epoch);
        segment.put(octets.putInt(checksum(octets, 0)).flip());
    }

    /** The header at a place; empty where no intact one of this version stands there. */
    static Optional<SegmentHeader> at(ByteBuffer segment, int place) {
        boolean intact = isNamed(segment, place)
                && version(segment, place) == VERSION
                && segment.getInt(place + 2 * Long.BYTES) == checksum(segment, place);
        return intact ? Optional.of(new SegmentHeader(segment.getLong(place + Long.BYTES))) : Optional.empty();
    }

    /** The version of the format that a file gives itself, where that is another one; the mark may as well be damaged. */
    static OptionalInt otherVersion(ByteBuffer segment) {
        return isNamed(segment, 0) && version(segment, 0) != VERSION
                ? OptionalInt.of(version(segment, 0))
                : OptionalInt.empty();
    }

    private static boolean isNamed(ByteBuffer segment, int place) {
        return place >= 0 && place + SIZE <= segment.limit() && segment.getLong(place) >>> VERSION_BITS == NAME;
    }

    private static int version(ByteBuffer segment, int place) {
        return (int) segment.getLong(place) & VERSION_MASK;
    }

    private static int checksum(ByteBuffer octets, int place) {
        CRC32C checksum = new CRC32C();
        checksum.update(octets.slice(place, 2 * Long.BYTES));
        return (int) checksum.getValue();
    }
}
