package org.fakesmtp.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;

/** The boundary lines of the multiparts that are open (RFC 2046, section 5.1.1). */
final class Boundaries {

    private static final String DASHES = "--";

    /** The outermost first, each with the dashes in front. */
    private final List<byte[]> open = new ArrayList<>();

    /** Whether a line can be the boundary line of this boundary, in which each char is an octet. */
    static boolean isUsable(String boundary) {
        int length = trimmed(boundary).length();
        return length > 0 && length <= LineSource.LONGEST - 2 * DASHES.length();
    }

    /** Opens a multipart. Blanks at the end of its boundary are ignored, as they are at the end of a line. */
    void open(String boundary) {
        open.add((DASHES + trimmed(boundary)).getBytes(ISO_8859_1));
    }

    /** Closes the innermost multipart. */
    void close() {
        open.remove(open.size() - 1);
    }

    /** Whether the content has ended, or the piece is a boundary line of any multipart that is open. */
    boolean endPart(LineSource lines) {
        if (lines.isAtEnd()) {
            return true;
        }
        for (byte[] delimiter : open) {
            if (isLineOf(delimiter, lines)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the piece is a boundary line of the innermost multipart, either before a part or behind the last one. */
    boolean isInnermost(LineSource lines) {
        return isLineOf(open.get(open.size() - 1), lines);
    }

    /** Whether this boundary line of the innermost multipart stands behind the last part. */
    boolean isClosing(LineSource lines) {
        return !onlyBlanks(lines, open.get(open.size() - 1).length);
    }

    /** Whether the piece begins as each boundary line does. */
    static boolean isDelimiter(LineSource lines) {
        return lines.isBeginningOfLine() && lines.octet(0) == '-' && lines.octet(1) == '-';
    }

    private static boolean isLineOf(byte[] delimiter, LineSource lines) {
        return lines.isBeginningOfLine()
                && lines.startsWith(delimiter)
                && (onlyBlanks(lines, delimiter.length)
                        || (lines.octet(delimiter.length) == '-'
                                && lines.octet(delimiter.length + 1) == '-'
                                && onlyBlanks(lines, delimiter.length + DASHES.length())));
    }

    private static boolean onlyBlanks(LineSource lines, int from) {
        for (int at = from; at < lines.length(); at++) {
            if (!isBlank(lines.octet(at))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBlank(int octet) {
        return octet == ' ' || octet == '\t';
    }

    private static String trimmed(String boundary) {
        int end = boundary.length();
        while (end > 0 && isBlank(boundary.charAt(end - 1))) {
            end--;
        }
        return boundary.substring(0, end);
    }
}
