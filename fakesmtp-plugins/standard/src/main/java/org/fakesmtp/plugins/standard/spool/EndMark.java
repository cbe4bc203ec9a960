package org.fakesmtp.plugins.standard.spool;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * What stands behind the last entry of a segment: without it, an end that a crash or the disk has torn off would look like the end. The next entry is
 * written over it.
 */
final class EndMark {

    /** How many octets it takes. */
    static final int SIZE = Integer.BYTES + Long.BYTES + 2 * Integer.BYTES;

    private static final int MARK = 0x46534C45; // FSLE
    private static final int CHECKED = Integer.BYTES + Long.BYTES + Integer.BYTES;

    private EndMark() {}

    /** Writes it at the position of a buffer, which is another place in the segment. */
    static void put(ByteBuffer octets, long epoch, long place) {
        int start = octets.position();
        octets.putInt(MARK).putLong(epoch).putInt((int) place);
        octets.putInt(checksum(octets, start));
    }

    /** Whether an intact one stands at a place of a segment. */
    static boolean isAt(ByteBuffer segment, int place, long epoch) {
        return place + SIZE <= segment.limit()
                && segment.getInt(place) == MARK
                && segment.getLong(place + Integer.BYTES) == epoch
                && segment.getInt(place + Integer.BYTES + Long.BYTES) == place
                && segment.getInt(place + CHECKED) == checksum(segment, place);
    }

    private static int checksum(ByteBuffer octets, int start) {
        CRC32C checksum = new CRC32C();
        checksum.update(octets.slice(start, CHECKED));
        return (int) checksum.getValue();
    }
}
