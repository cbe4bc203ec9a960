package org.fakesmtp.mime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Octets that another stream has in an encoded form. They are decoded in small portions. */
abstract class DecodedOctets extends InputStream {

    /** There is no more. */
    static final int END = -1;

    private static final int PORTION = 8192;

    private final InputStream in;
    private final byte[] portion = new byte[PORTION];
    private final ByteArrayOutputStream decoded = new ByteArrayOutputStream();
    private byte[] ready = {};
    private int nextReady;
    private int next;
    private int end;
    private boolean ended;

    DecodedOctets(InputStream in) {
        this.in = in;
    }

    /** Takes some encoded octets, at least one of them, and gives what they stand for to {@link #put}. */
    abstract void decodeNext() throws IOException;

    /** The next octet in its encoded form, or {@link #END}. */
    final int take() throws IOException {
        if (next == end && !ended) {
            next = 0;
            end = Math.max(0, in.read(portion));
            ended = end == 0;
        }
        return ended ? END : portion[next++] & 0xFF;
    }

    /** Has the octet that was taken last be taken once more. */
    final void takeAgain() {
        next -= ended ? 0 : 1;
    }

    final void put(int octet) {
        decoded.write(octet);
    }

    private boolean isReady() throws IOException {
        while (nextReady == ready.length) {
            while (decoded.size() < PORTION && !ended) {
                decodeNext();
            }
            ready = decoded.toByteArray();
            nextReady = 0;
            decoded.reset();
            if (ready.length == 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public final int read() throws IOException {
        return isReady() ? ready[nextReady++] & 0xFF : END;
    }

    @Override
    public final int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (!isReady()) {
            return END;
        }
        int count = Math.min(length, ready.length - nextReady);
        System.arraycopy(ready, nextReady, target, offset, count);
        nextReady += count;
        return count;
    }

    @Override
    public final void close() throws IOException {
        in.close();
    }
}
