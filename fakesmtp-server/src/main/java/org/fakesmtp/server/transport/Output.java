package org.fakesmtp.server.transport;

import java.util.Arrays;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.session.IoSession;
import org.fakesmtp.api.Reply;

/** What a session has to send: replies are gathered and go out in one write, and one write is under way at a time. Used within the session's lane. */
final class Output {

    /** Above so many unsent octets, no further unit is cut. */
    static final int FULL = 16 * 1024;

    private static final byte[] EMPTY = new byte[0];
    private static final int FIRST = 256;

    private final IoSession io;
    private final Timers timers;
    private byte[] octets = EMPTY;
    private int gathered;
    private int underWay;
    private int underWayCapacity;
    private long underWaySince;

    Output(IoSession io, Timers timers) {
        this.io = io;
        this.timers = timers;
    }

    void add(Reply reply) {
        int needed = gathered + reply.length();
        if (needed > octets.length) {
            octets = Arrays.copyOf(octets, Math.max(needed, Math.min(FULL, Math.max(FIRST, 2 * octets.length))));
        }
        reply.copyTo(octets, gathered);
        gathered = needed;
    }

    /** How much is not out yet. */
    int size() {
        return gathered + underWay;
    }

    /** How many octets are in memory for it. */
    int capacity() {
        return octets.length + underWayCapacity;
    }

    /** How long the client has not read what was written, in nanoseconds. */
    long unread(long now) {
        return underWay == 0 ? 0 : now - underWaySince;
    }

    boolean isEmpty() {
        return size() == 0;
    }

    /** Writes what was gathered, unless a write is under way. */
    void flush() {
        if (gathered > 0 && underWay == 0) {
            IoBuffer buffer = IoBuffer.wrap(octets, 0, gathered);
            underWay = gathered;
            underWayCapacity = octets.length;
            underWaySince = timers.nanoTime();
            gathered = 0;
            octets = EMPTY;
            io.write(buffer);
        }
    }

    /** The write that was under way has gone out. */
    void sent() {
        underWay = 0;
        underWayCapacity = 0;
    }
}
