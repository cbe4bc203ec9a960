package org.fakesmtp.mime;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads messages as a mail program does, and forgives what people's mail does wrong. It never fails on what it reads: every octet ends in a text, in an attachment, or in a
 * {@linkplain MimeMessage#remarks() remark} that says what was left out. A message is read in one pass, whatever its size; {@link ReadingLimits} say how much of it is kept.
 *
 * <ul>
 *   <li>LF, CR LF, CR CR LF and a bare CR end a line.
 *   <li>The header ends at an empty line, or in front of a line that is neither a field nor the folded rest of one: content that begins so, or with an empty line, has no fields and is all body.
 *       A field may have blanks in front of its colon. The {@code From } line of an mbox in front of the header is left out.
 *   <li>Of a field that may stand once, the first that says anything counts.
 *   <li>A multipart without parts is read as text; preambles and what follows the last boundary line are left out with a remark.
 * </ul>
 */
public final class MimeReader {

    private final ReadingLimits limits;

    /** Keeps as much of a message as the limits say. */
    public MimeReader(ReadingLimits limits) {
        this.limits = limits;
    }

    /** Reads a message. */
    public MimeMessage read(InputStream content) throws IOException {
        return new MessageParser(content, limits).parse();
    }

    /** Reads the header, and not more of the content than a buffer behind it. */
    public MessageHeader header(InputStream content) throws IOException {
        return reader(lines(content)).readMessage();
    }

    /** Reads the header, and returns what follows: the body, as it came. */
    public InputStream body(InputStream content) throws IOException {
        LineSource lines = lines(content);
        HeaderReader header = reader(lines);
        header.readMessage();
        return new PartBody(lines, new Boundaries(), header.before());
    }

    private HeaderReader reader(LineSource lines) {
        return new HeaderReader(lines, new Boundaries(), limits.header());
    }

    private static LineSource lines(InputStream content) throws IOException {
        LineSource lines = new LineSource(content);
        lines.next();
        return lines;
    }
}
