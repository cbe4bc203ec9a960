package org.fakesmtp.mime;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** The octets of a body as they came, up to the boundary line that ends it. The line end in front of that belongs to the boundary (RFC 2046, section 5.1.1). */
final class PartBody extends InputStream {

    private final LineSource lines;
    private final Boundaries boundaries;
    private final byte[] held = new byte[LineSource.LONGEST_LINE_END];
    private byte[] waiting;
    private int at;
    private int end;
    private int heldBack;
    private long size;
    private boolean blank = true;

    /**
     * Begins with the piece at which the lines stand.
     *
     * @param before octets that were read already and belong to the body
     */
    PartBody(LineSource lines, Boundaries boundaries, byte[] before) {
        this.lines = lines;
        this.boundaries = boundaries;
        this.waiting = before;
        this.end = before.length;
    }

    /** Reads all that has not been read, so that the lines stand at what follows the body. */
    PartBody skipRest() throws IOException {
        while (hasMore()) {
            take(end - at);
        }
        return this;
    }

    /** How many octets were read. */
    long size() {
        return size;
    }

    /** Whether nothing but blanks and line ends was read. */
    boolean isBlank() {
        return blank;
    }

    @Override
    public int read() throws IOException {
        return hasMore() ? waiting[take(1)] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        if (!hasMore()) {
            return -1;
        }
        int count = Math.min(length, end - at);
        System.arraycopy(waiting, take(count), into, offset, count);
        return count;
    }

    private int take(int count) {
        int from = at;
        at += count;
        size += count;
        for (int i = from; blank && i < at; i++) {
            blank = waiting[i] == ' ' || waiting[i] == '\t' || waiting[i] == '\r' || waiting[i] == '\n';
        }
        return from;
    }

    private boolean hasMore() throws IOException {
        while (at == end) {
            if (boundaries.endPart(lines)) {
                return lines.isAtEnd() && releaseLineEnd();
            }
            nextPiece();
        }
        return true;
    }

    /** At the end of the content no boundary line follows that the last line end would belong to. */
    private boolean releaseLineEnd() {
        if (heldBack == 0) {
            return false;
        }
        waiting = held;
        at = 0;
        end = heldBack;
        heldBack = 0;
        return true;
    }

    private void nextPiece() throws IOException {
        if (waiting.length < LineSource.LONGEST + held.length || waiting == held) {
            waiting = new byte[LineSource.LONGEST + held.length];
        }
        System.arraycopy(held, 0, waiting, 0, heldBack);
        lines.copy(0, waiting, heldBack, lines.length());
        at = 0;
        end = heldBack + lines.length();
        heldBack = lines.lengthOfLineEnd();
        lines.copy(lines.length(), held, 0, heldBack);
        lines.next();
    }
}
