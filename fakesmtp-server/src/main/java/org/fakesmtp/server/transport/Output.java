package org.fakesmtp.server.transport;

import java.util.Arrays;
import java.util.Optional;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.session.IoSession;
import org.fakesmtp.answer.Reply;
import org.fakesmtp.answer.Transmission;
import org.fakesmtp.protocol.Memory;

/** What a session has to send: replies are gathered and go out in one write, and one write is under way at a time. Used within the session's lane. */
final class Output {

    /** Above so many unsent octets, no further unit is cut. */
    static final int FULL = 16 * 1024;

    private static final byte[] EMPTY = new byte[0];
    private static final int FIRST = 256;

    private final IoSession io;
    private final Timers timers;
    private final Memory memory;
    private byte[] octets = EMPTY;
    private boolean sealed;
    private int gathered;
    private int underWay;
    private int underWayCapacity;
    private long underWaySince;
    private boolean held;
    private Optional<Runnable> afterwards = Optional.empty();

    /** What follows the write that is under way at once. */
    private volatile Optional<Runnable> following = Optional.empty();

    Output(IoSession io, Timers timers, Memory memory) {
        this.io = io;
        this.timers = timers;
        this.memory = memory;
    }

    void add(Reply reply) {
        if (!sealed) {
            int needed = gathered + reply.length();
            ensureRoom(needed);
            reply.copyTo(octets, gathered);
            gathered = needed;
        }
    }

    /** Adds the next octets of a source, at most so many. */
    void add(Transmission.Source source, int most) {
        ensureRoom(gathered + most);
        int length = source.read(octets, gathered, most);
        gathered += sealed ? 0 : length;
    }

    /** Nothing more goes out behind what is in the output now; what is added later is thrown away. */
    void seal() {
        sealed = true;
    }

    boolean isSealed() {
        return sealed;
    }

    private void ensureRoom(int needed) {
        if (needed > octets.length) {
            octets = Arrays.copyOf(octets, Math.max(needed, Math.min(FULL, Math.max(FIRST, 2 * octets.length))));
        }
    }

    /** How much is not out yet. */
    int size() {
        return gathered + underWay;
    }

    /** Whether more may be added. Where the sessions together keep as much as they may, this one is to keep no more than its own. */
    boolean hasRoom() {
        return size() <= (memory.isShort() ? Room.OWN : FULL);
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

    /** Whether something waits to be written. */
    boolean hasGathered() {
        return gathered > 0;
    }

    /** Keeps what is gathered back. */
    void hold() {
        held = true;
    }

    /** Writes what was kept back. When it has gone out, the I/O thread runs this before it reads on. */
    void release(Runnable then) {
        held = false;
        afterwards = Optional.of(then);
        flush();
    }

    /** Writes what was gathered, unless a write is under way. */
    void flush() {
        if (gathered > 0 && underWay == 0 && !held) {
            following = afterwards;
            afterwards = Optional.empty();
            IoBuffer buffer = IoBuffer.wrap(octets, 0, gathered);
            underWay = gathered;
            underWayCapacity = octets.length;
            underWaySince = timers.nanoTime();
            gathered = 0;
            octets = EMPTY;
            io.write(buffer);
        }
    }

    /** The write that was under way has gone out. On the I/O thread, whoever is in the lane: only one write is under way at a time. */
    void wentOut() {
        Optional<Runnable> then = following;
        following = Optional.empty();
        then.ifPresent(Runnable::run);
    }

    /** The write that was under way has gone out. */
    void sent() {
        underWay = 0;
        underWayCapacity = 0;
    }
}
