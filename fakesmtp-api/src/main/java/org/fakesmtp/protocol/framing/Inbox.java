package org.fakesmtp.protocol.framing;

import java.util.Arrays;

/**
 * The octets that a session has received and not yet cut into units. While the inbox is empty, an arriving buffer is lent to it and cut in place; what
 * is left over when the owner takes its buffer back is copied. For one thread at a time.
 */
public final class Inbox {

    private static final byte[] EMPTY = new byte[0];

    byte[] octets = EMPTY;
    int from;
    int to;
    private boolean lent;

    /** The number of octets that wait. */
    public int size() {
        return to - from;
    }

    /** Whether no octet waits. */
    public boolean isEmpty() {
        return from == to;
    }

    /** Takes octets in. The array is used in place, if possible, until {@link #settle} is called. */
    public void offer(byte[] source, int offset, int length) {
        if (isEmpty()) {
            octets = source;
            from = offset;
            to = offset + length;
            lent = true;
        } else {
            append(source, offset, length);
        }
    }

    private void append(byte[] source, int offset, int length) {
        if (lent) {
            settle();
        }
        if (to + length > octets.length) {
            int size = size();
            byte[] target = size + length > octets.length ? new byte[Math.max(2 * size, size + length)] : octets;
            System.arraycopy(octets, from, target, 0, size);
            octets = target;
            from = 0;
            to = size;
        }
        System.arraycopy(source, offset, octets, to, length);
        to += length;
    }

    /** Takes all octets out. */
    public byte[] takeAll() {
        byte[] all = Arrays.copyOfRange(octets, from, to);
        clear();
        return all;
    }

    /** How many octets are in memory for it, once it is settled. */
    public int capacity() {
        return octets.length;
    }

    /** Gives a lent array back: what still waits is copied. Of an array of its own that became far too large, the same. */
    public void settle() {
        if (isEmpty()) {
            clear();
        } else if (lent || octets.length > 2 * size()) {
            octets = Arrays.copyOfRange(octets, from, to);
            to -= from;
            from = 0;
            lent = false;
        }
    }

    /** Forgets everything. */
    public void clear() {
        octets = EMPTY;
        from = 0;
        to = 0;
        lent = false;
    }
}
