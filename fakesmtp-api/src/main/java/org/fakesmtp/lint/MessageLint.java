package org.fakesmtp.lint;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.fakesmtp.mime.MessageHeader;

/**
 * Looks at the structure of a message, line by line: headers, multiparts and the encodings of their parts. What lies within a part of type message is somebody else's message, and is not
 * looked at.
 */
final class MessageLint {

    private static final int DEEPEST = 50;
    private static final int LONGEST_FIELD = 64 * 1024;

    private final BiConsumer<LintRule, String> found;
    private final HeaderLint top;
    private final Deque<Multipart> open = new ArrayDeque<>();
    private final StringBuilder field = new StringBuilder();
    private HeaderLint header;
    private boolean inHeader = true;
    private long fieldLine;
    private Optional<EncodingLint> encoding = Optional.empty();

    /** A multipart that has begun and has not ended. */
    private static final class Multipart {
        private final String delimiter;
        private boolean hasParts;

        Multipart(String boundary) {
            this.delimiter = "--" + boundary;
        }
    }

    MessageLint(BiConsumer<LintRule, String> found) {
        this.found = found;
        this.top = new HeaderLint(true, found);
        this.header = top;
    }

    /** An octet of a line, not of its end. */
    void octet(int octet) {
        if (!inHeader && encoding.isPresent()) {
            encoding.get().octet(octet);
        }
    }

    /**
     * A line has ended.
     *
     * @param text its beginning, an octet in each character
     * @return whether it belongs to a header
     */
    boolean lineEnds(String text, long line) {
        boolean isDelimiter = isDelimiter(text);
        if (!isDelimiter && inHeader) {
            return headerLine(text, line);
        }
        encoding.ifPresent(body -> body.lineEnds(isDelimiter, line));
        if (isDelimiter) {
            delimiter(text.stripTrailing());
        }
        return false;
    }

    /** The message has ended. */
    void end() {
        if (inHeader) {
            endOfHeader();
        }
        partEnds();
        while (!open.isEmpty()) {
            ends(open.pop(), false);
        }
        top.missing();
    }

    private boolean headerLine(String text, long line) {
        if (text.isEmpty()) {
            endOfHeader();
        } else if (isBlank(text.charAt(0)) && !field.isEmpty()) {
            if (field.length() < LONGEST_FIELD) {
                field.append(text);
            }
        } else if (HeaderLint.isField(text)) {
            fieldEnds();
            field.append(text);
            fieldLine = line;
        } else {
            found.accept(LintRule.NO_FIELD, "line " + line + " of the header is no field: '" + excerpt(text) + "'");
            if (line > 1 || !MessageHeader.isMboxLine(text)) {
                endOfHeader();
                return false;
            }
        }
        return true;
    }

    private static boolean isBlank(char character) {
        return character == ' ' || character == '\t';
    }

    private void fieldEnds() {
        if (!field.isEmpty()) {
            header.field(field.toString(), fieldLine);
            field.setLength(0);
        }
    }

    private void endOfHeader() {
        fieldEnds();
        inHeader = false;
        header.end();
        encoding = EncodingLint.of(header.encoding(), found);
        if (open.size() < DEEPEST) {
            header.boundary().ifPresent(boundary -> open.push(new Multipart(boundary)));
        }
    }

    private boolean isDelimiter(String text) {
        if (open.isEmpty() || !text.startsWith("--")) {
            return false;
        }
        String line = text.stripTrailing();
        return open.stream().anyMatch(multipart -> opens(multipart, line) || closes(multipart, line));
    }

    private static boolean opens(Multipart multipart, String line) {
        return line.equals(multipart.delimiter);
    }

    private static boolean closes(Multipart multipart, String line) {
        return line.length() == multipart.delimiter.length() + 2
                && line.startsWith(multipart.delimiter)
                && line.endsWith("--");
    }

    private void delimiter(String line) {
        if (inHeader) {
            endOfHeader();
        }
        partEnds();
        while (!opens(open.element(), line) && !closes(open.element(), line)) {
            ends(open.pop(), false);
        }
        if (opens(open.element(), line)) {
            open.element().hasParts = true;
            header = new HeaderLint(false, found);
            inHeader = true;
        } else {
            ends(open.pop(), true);
        }
    }

    private void partEnds() {
        encoding.ifPresent(EncodingLint::end);
        encoding = Optional.empty();
    }

    private void ends(Multipart multipart, boolean isClosed) {
        if (!multipart.hasParts) {
            found.accept(
                    LintRule.MULTIPART_WITHOUT_PARTS,
                    "the multipart with the boundary '" + excerpt(multipart.delimiter.substring(2)) + "' has no part");
        } else if (!isClosed) {
            found.accept(
                    LintRule.UNCLOSED_MULTIPART, "the line '" + excerpt(multipart.delimiter) + "--' does not come");
        }
    }

    private static String excerpt(String text) {
        return HeaderLint.excerpt(text);
    }
}
