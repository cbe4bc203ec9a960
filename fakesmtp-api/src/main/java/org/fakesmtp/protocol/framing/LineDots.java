package org.fakesmtp.protocol.framing;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds a dot behind a line feed, eight octets at a time: in large content there is hardly one, and to look at each octet takes longer than all else that is done with it. */
final class LineDots {

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final long LINE_FEEDS = '\n' * ONES;
    private static final long DOTS = '.' * ONES;

    private LineDots() {}

    /** The place of the first line feed that a dot follows, or the end where there is none. */
    static int first(byte[] octets, int from, int to) {
        int at = from;
        for (; at < to - Long.BYTES; at += Long.BYTES) {
            long found = zeros((eight(octets, at) ^ LINE_FEEDS) | (eight(octets, at + 1) ^ DOTS));
            if (found != 0) {
                return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
        }
        for (; at < to - 1; at++) {
            if (octets[at] == '\n' && octets[at + 1] == '.') {
                return at;
            }
        }
        return to;
    }

    private static long eight(byte[] octets, int at) {
        return (long) EIGHT.get(octets, at);
    }

    /** Sets the high bit of the lowest octet that is 0, and perhaps of octets above it. */
    private static long zeros(long octets) {
        return octets - ONES & ~octets & HIGH_BITS;
    }
}
