package org.fakesmtp.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Content in pieces that are lines, or parts of lines longer than {@link #LONGEST}. LF, CR LF, CR CR LF and a bare CR each end a line: people's mail has them all. Every octet is in exactly one piece, and its
 * line end is told apart from the rest.
 */
final class LineSource {

    /** The longest piece, in octets. */
    static final int LONGEST = 8192;

    /** The longest line end, in octets. */
    static final int LONGEST_LINE_END = 3;

    private final InputStream in;
    private final byte[] buffer = new byte[2 * LONGEST + LONGEST_LINE_END];
    private int filled;
    private int start;
    private int textEnd;
    private int end;
    private boolean begins = true;
    private boolean started;
    private boolean exhausted;

    /** Stands in front of the first piece. */
    LineSource(InputStream in) {
        this.in = in;
    }

    /** Goes to the next piece; false if there is none, and the present piece is then empty. */
    boolean next() throws IOException {
        begins = !started || isEndOfLine();
        started = true;
        start = end;
        fill();
        textEnd = endOfText();
        end = textEnd + lengthOfLineEnd(textEnd);
        return start < end;
    }

    /** Whether this piece is the beginning of a line. */
    boolean isBeginningOfLine() {
        return begins;
    }

    /** Whether this piece has the end of its line. */
    boolean isEndOfLine() {
        return end > textEnd;
    }

    /** Whether this piece is a whole line without anything in it. */
    boolean isEmptyLine() {
        return begins && start == textEnd && isEndOfLine();
    }

    /** Whether there is no piece, since the content has ended. */
    boolean isAtEnd() {
        return start == end;
    }

    /** How many octets this piece has without its line end. */
    int length() {
        return textEnd - start;
    }

    /** How many octets its line end has. */
    int lengthOfLineEnd() {
        return end - textEnd;
    }

    /** An octet of this piece; -1 behind its text. */
    int octet(int at) {
        return at < length() ? buffer[start + at] & 0xff : -1;
    }

    /** Whether the text of this piece begins with these octets. */
    boolean startsWith(byte[] octets) {
        return length() >= octets.length
                && Arrays.equals(buffer, start, start + octets.length, octets, 0, octets.length);
    }

    /** This piece without its line end, a char for each octet. */
    String text() {
        return new String(buffer, start, length(), ISO_8859_1);
    }

    /** This piece with its line end. */
    byte[] octets() {
        return Arrays.copyOfRange(buffer, start, end);
    }

    /** Copies octets of this piece, the line end behind its text included. */
    void copy(int from, byte[] into, int offset, int count) {
        System.arraycopy(buffer, start + from, into, offset, count);
    }

    /** Writes the first octets of this piece, the line end behind its text included. */
    void writeTo(OutputStream out, int count) throws IOException {
        out.write(buffer, start, count);
    }

    /** Has the next piece in the buffer, with the line end that may follow. */
    private void fill() throws IOException {
        if (exhausted || filled - start >= LONGEST + LONGEST_LINE_END) {
            return;
        }
        System.arraycopy(buffer, start, buffer, 0, filled - start);
        filled -= start;
        start = 0;
        while (filled < LONGEST + LONGEST_LINE_END && !exhausted) {
            int count = in.read(buffer, filled, buffer.length - filled);
            exhausted = count < 0;
            filled += Math.max(count, 0);
        }
    }

    private int endOfText() {
        int limit = Math.min(filled, start + LONGEST);
        for (int at = start; at < limit; at++) {
            if (buffer[at] == '\n' || buffer[at] == '\r') {
                return at;
            }
        }
        return limit;
    }

    private int lengthOfLineEnd(int at) {
        int crs = 0;
        while (crs < 2 && at + crs < filled && buffer[at + crs] == '\r') {
            crs++;
        }
        if (at + crs < filled && buffer[at + crs] == '\n') {
            return crs + 1;
        }
        return Math.min(crs, 1);
    }
}
