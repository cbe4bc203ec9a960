package org.fakesmtp.server.tls;

import org.apache.mina.core.buffer.IoBuffer;

/**
 * Cuts what arrives where a TLS record ends (RFC 8446, section 5.1), so that records are decrypted one by one: each takes a buffer, which goes before the next. For one thread at a time.
 *
 * <p>It only looks for good places to cut: whatever it is given comes out in order, and at once but for records that are to be whole.
 */
final class Records {

    /** Type, version of two octets, length of two octets. */
    private static final int HEADER = 5;

    private static final int APPLICATION_DATA = 23;

    /** The most that follows the header (RFC 5246, section 6.2.3). What claims more is in error, and that is found without it. */
    static final int LARGEST = 16 * 1024 + 2048;

    /** So much is set aside for a record whose header alone is there, whatever it claims: ten thousand clients could send no more than that. */
    private static final int FIRST = 512;

    private static final IoBuffer NOTHING = IoBuffer.allocate(0);

    private int header;
    private int type;
    private int missing;
    private boolean whole;
    private int size;
    private IoBuffer kept = NOTHING;

    /**
     * Takes the rest of the record that has begun, or what is there of it.
     *
     * @param secured the handshake is over: a record of content whose header is there is taken when all of it is there, and nothing before
     */
    IoBuffer next(IoBuffer arrived, boolean secured) {
        boolean begins = header == 0;
        int from = arrived.position();
        int to = readHeader(arrived);
        if (header == HEADER) {
            int content = Math.min(missing, arrived.limit() - to);
            missing -= content;
            to += content;
            header = missing == 0 ? 0 : HEADER;
        }
        IoBuffer piece = arrived.getSlice(to - from);
        if (begins && secured && header == HEADER && type == APPLICATION_DATA && missing <= LARGEST) {
            size = piece.remaining() + missing;
            kept = IoBuffer.allocate(room(piece.remaining()));
        }
        whole = header == 0 && (begins || kept != NOTHING);
        return kept == NOTHING ? piece : joined(piece);
    }

    private IoBuffer joined(IoBuffer piece) {
        if (piece.remaining() > kept.remaining()) {
            kept = IoBuffer.allocate(room(kept.position() + piece.remaining())).put(kept.flip());
        }
        kept.put(piece);
        if (!whole) {
            return NOTHING;
        }
        IoBuffer record = kept.flip();
        kept = NOTHING;
        return record;
    }

    /** For what is there, and as much again of what is still to come. */
    private int room(int there) {
        return Math.min(size, Math.max(FIRST, 2 * there));
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

    /** How many octets of memory are set aside for the record that is to be whole. For tests. */
    int held() {
        return kept.capacity();
    }

    /** Whether what was taken last is a record from its beginning to its end, and one that can be decrypted once a handshake is over. */
    boolean isWholeContent() {
        return whole && type == APPLICATION_DATA;
    }
}
