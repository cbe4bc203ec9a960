package org.fakesmtp.server.tls;

import java.util.Optional;
import org.apache.mina.core.buffer.IoBuffer;

/**
 * What the records of a client's handshake say in the clear: whether they are records at all, and whether one is an alert. Java does not tell: it takes an alert in the clear for an encrypted
 * record under TLS 1.3 (RFC 8446, section 6, lets a client send either).
 */
final class ClientRecords {

    /** Type, version of two octets, length of two octets (RFC 8446, section 5.1). */
    private static final int HEADER = 5;

    private static final int ALERT = 21;
    private static final int HANDSHAKE = 22;
    private static final int LENGTH_OF_ALERT = 2;

    private Start start = Start.NOTHING;
    private Optional<String> alert = Optional.empty();
    private int position;
    private int type;
    private int length;

    /** What the first octets are. */
    enum Start {
        NOTHING,
        TLS,
        /** A line of some protocol. */
        TEXT,
        GARBAGE
    }

    /** Takes in what has come next, cut anywhere. Changes nothing in the buffer. */
    void read(IoBuffer arrived) {
        for (int at = arrived.position(); at < arrived.limit(); at++) {
            read(arrived.get(at) & 0xff);
        }
    }

    private void read(int octet) {
        if (start == Start.NOTHING) {
            start = octet == HANDSHAKE || octet == ALERT ? Start.TLS : isText(octet) ? Start.TEXT : Start.GARBAGE;
        }
        switch (position++) {
            case 0 -> type = octet;
            case 3 -> length = octet;
            case 4 -> length = length << 8 | octet;
            case HEADER + 1 -> readDescription(octet);
            default -> {}
        }
        if (position >= HEADER && position == HEADER + length) {
            position = 0;
        }
    }

    /** An encrypted alert is longer. */
    private void readDescription(int octet) {
        if (type == ALERT && length == LENGTH_OF_ALERT) {
            alert = Optional.of(Alert.name(octet));
        }
    }

    private static boolean isText(int octet) {
        return (octet >= ' ' && octet <= '~') || octet == '\r' || octet == '\n';
    }

    Start start() {
        return start;
    }

    /** The name of the last alert that came in the clear. */
    Optional<String> alert() {
        return alert;
    }
}
