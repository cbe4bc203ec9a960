package org.fakesmtp.server.tls;

import org.apache.mina.core.buffer.IoBuffer;

/**
 * Cuts what arrives where a TLS record ends (RFC 8446, section 5.1), so that records are decrypted one by one: each takes a buffer, which goes before the next. For one thread at a time.
 *
 * <p>It only looks for good places to cut: whatever it is given, all comes out, in order and at once.
 */
final class Records {

    /** Type, version of two octets, length of two octets. */
    private static final int HEADER = 5;

    private static final int APPLICATION_DATA = 23;

    private int header;
    private int type;
    private int missing;
    private boolean whole;

    /** Takes the rest of the record that has begun, or what is there of it. */
    IoBuffer next(IoBuffer arrived) {
        boolean begins = header == 0;
        int from = arrived.position();
        int to = readHeader(arrived);
        if (header == HEADER) {
            int content = Math.min(missing, arrived.limit() - to);
            missing -= content;
            to += content;
            header = missing == 0 ? 0 : HEADER;
        }
        whole = begins && header == 0;
        return arrived.getSlice(to - from);
    }

    /** Where the header ends that has begun, or what is there of it. */
    private int readHeader(IoBuffer arrived) {
        int at = arrived.position();
        while (at < arrived.limit() && header < HEADER) {
            int octet = arrived.get(at++) & 0xff;
            type = header == 0 ? octet : type;
            missing = (missing << 8 | octet) & 0xffff;
            header++;
        }
        return at;
    }

    /** Whether what was taken last is a record from its beginning to its end, and one that can be decrypted once a handshake is over. */
    boolean isWholeContent() {
        return whole && type == APPLICATION_DATA;
    }
}
