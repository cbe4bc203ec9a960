package org.fakesmtp.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a header. It ends at an empty line, in front of a line that is neither a field nor the folded rest of one, in front of a boundary line, and with the content. Blanks may stand in front of a colon
 * (RFC 5322, section 4.5). A line that begins with two dashes is not a field, since a boundary may have a colon.
 */
final class HeaderReader {

    private static final byte[] NOTHING = {};
    private static final int SMALLEST_FIELD = 16;

    private final LineSource lines;
    private final Boundaries boundaries;
    private final int limit;
    private final List<HeaderField> fields = new ArrayList<>();
    private final ByteArrayOutputStream field = new ByteArrayOutputStream();
    private byte[] before = NOTHING;
    private int kept;
    private int nameEnd;
    private int colon;
    private long leftOut;
    private boolean endedByOtherLine;
    private boolean endedWithoutBody;

    /**
     * Begins with the piece at which the lines stand.
     *
     * @param limit how many octets of the header are kept
     */
    HeaderReader(LineSource lines, Boundaries boundaries, int limit) {
        this.lines = lines;
        this.boundaries = boundaries;
        this.limit = limit;
    }

    /** Reads the header of a message, in front of which the line of an mbox may stand: {@code From a@x.test Thu Jan 1 00:00:00 1970}. */
    MessageHeader readMessage() throws IOException {
        if (lines.isBeginningOfLine() && MessageHeader.isMboxLine(lines.text()) && lines.isEndOfLine()) {
            before = lines.octets();
            lines.next();
        }
        return read();
    }

    /** Reads a header. Then the lines stand at the body. */
    MessageHeader read() throws IOException {
        while (!boundaries.endPart(lines) && !endsHeader()) {
            take();
        }
        addField();
        if (!lines.isEmptyLine()) {
            endedWithoutBody = !fields.isEmpty() && boundaries.endPart(lines);
            endedByOtherLine = !fields.isEmpty() && !endedWithoutBody;
        } else if (before().length == 0) {
            lines.next();
        }
        return new MessageHeader(fields);
    }

    /** What was read already but belongs to the body: a line that begins as that of an mbox does, where no header follows. */
    byte[] before() {
        return fields.isEmpty() ? before : NOTHING;
    }

    /** How many octets were kept. */
    int kept() {
        return kept;
    }

    /** What a person should know about the header. */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (before.length > before().length) {
            remarks.add("the first line, 'From ' of an mbox, is left out: " + before.length + " octets");
        }
        if (leftOut > 0) {
            remarks.add("the header is longer than " + limit + " octets; " + leftOut + " octets of it are left out");
        }
        if (endedByOtherLine) {
            remarks.add("the header ends without an empty line; the body begins with the line that is not a field");
        }
        return remarks;
    }

    /** Whether a boundary line, or the end of the content, follows the last field: what was meant as the body may have been read as fields. */
    boolean endedWithoutBody() {
        return endedWithoutBody;
    }

    private boolean endsHeader() {
        if (!lines.isBeginningOfLine()) {
            return false;
        }
        boolean folded = nameEnd > 0 && isBlank(lines.octet(0));
        return lines.isEmptyLine() || (!folded && !startField());
    }

    /** Whether a field begins here; if so, the one before it is complete. */
    private boolean startField() {
        int name = 0;
        while (lines.octet(name) > ' ' && lines.octet(name) < 0x7f && lines.octet(name) != ':') {
            name++;
        }
        int at = name;
        while (isBlank(lines.octet(at))) {
            at++;
        }
        if (name == 0 || lines.octet(at) != ':' || Boundaries.isDelimiter(lines)) {
            return false;
        }
        addField();
        nameEnd = name;
        colon = at;
        return true;
    }

    /** Takes the piece into the field, as far as there is room. */
    private void take() throws IOException {
        int size = lines.length() + lines.lengthOfLineEnd();
        int room = fields.size() < limit / SMALLEST_FIELD ? Math.min(size, limit - kept) : 0;
        lines.writeTo(field, room);
        kept += room;
        leftOut += size - room;
        lines.next();
    }

    private void addField() {
        if (field.size() > colon) {
            String raw = field.toString(ISO_8859_1);
            byte[] body = HeaderField.body(raw).getBytes(ISO_8859_1);
            fields.add(new HeaderField(
                    raw.substring(0, nameEnd), ReadableText.field(body).strip(), raw));
        } else {
            leftOut += field.size();
        }
        field.reset();
    }

    private static boolean isBlank(int octet) {
        return octet == ' ' || octet == '\t';
    }
}
