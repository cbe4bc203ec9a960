package org.fakesmtp.protocol;

import org.fakesmtp.api.Phase;

/** A chunk whose octets are coming in (RFC 3030, section 2). */
final class Chunk {

    /** Before there is any. */
    static final Chunk NONE = new Chunk(0, false, false, Phase.READY);

    /** Whether the message ends with it. */
    final boolean last;

    /** Whether its octets are thrown away. */
    final boolean refused;

    private final Phase before;
    private long left;

    /** @param before the phase in which the chunk began */
    Chunk(long octets, boolean last, boolean refused, Phase before) {
        this.left = octets;
        this.last = last;
        this.refused = refused;
        this.before = before;
    }

    /** How many octets are still to come. */
    long left() {
        return left;
    }

    void take(int octets) {
        left -= octets;
    }

    /** The phase in which the chunk began. */
    Phase before() {
        return before;
    }

    /** Whether the chunk belongs to a message, and does not stand where none can. */
    boolean isOfMessage() {
        return before == Phase.RCPT || before == Phase.CHUNKS;
    }
}
