package org.fakesmtp.plugins.standard.console;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.parser.AbstractContentHandler;
import org.apache.james.mime4j.parser.MimeStreamParser;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.fakesmtp.api.Reason;
import org.fakesmtp.mime.PartHeader;
import org.fakesmtp.mime.ReadableText;

/**
 * What a person wants to see of a message: its header fields, its text, and a list of its other parts. Read in one pass and in bounded memory: of each
 * text no more is kept than is shown, of other parts their size.
 */
final class MimeOutline extends AbstractContentHandler {

    private static final long LOOKED_AT = 16L << 20;
    private static final int DEEPEST = 50;
    private static final int FIRST_LINE = 1000;
    private static final Pattern HEADER = Pattern.compile("[!-9;-~]+[ \\t]*:|\\r?\\n");
    private static final MimeConfig LENIENT = new MimeConfig.Builder()
            .setMaxLineLen(-1)
            .setMaxHeaderLen(1 << 20)
            .setMaxHeaderCount(-1)
            .build();

    private final int limit;
    private final Excerpt fields;
    private final Excerpt parts;
    private Optional<Text> plain = Optional.empty();
    private Optional<Text> html = Optional.empty();
    private PartHeader header = new PartHeader();
    private int depth;

    private MimeOutline(int limit) {
        this.limit = limit;
        this.fields = new Excerpt(limit);
        this.parts = new Excerpt(limit);
    }

    /** Reads a message. One that is broken, or nested too deep, is shown as far as it was understood. */
    static MimeOutline of(InputStream content, int limit) throws IOException {
        MimeOutline outline = new MimeOutline(limit);
        MimeStreamParser parser = new MimeStreamParser(LENIENT);
        parser.setContentHandler(outline);
        parser.setContentDecoding(true);
        parser.setNoRecurse();
        Beginning beginning = new Beginning(content, LOOKED_AT);
        try {
            parser.parse(withHeader(beginning));
        } catch (MimeException | RuntimeException e) {
            outline.parts.addLine("[not understood: " + Reason.of(e) + ']');
        }
        if (beginning.isCut()) {
            outline.parts.addLine("[only the first 16 MB were looked at]");
        }
        return outline;
    }

    /** People who type a message often leave out its header: where there is none, an empty one is put in front. */
    private static InputStream withHeader(InputStream content) throws IOException {
        BufferedInputStream in = new BufferedInputStream(content);
        in.mark(FIRST_LINE);
        String start = new String(in.readNBytes(FIRST_LINE), ISO_8859_1);
        in.reset();
        return HEADER.matcher(start).lookingAt()
                ? in
                : new SequenceInputStream(new ByteArrayInputStream(new byte[] {'\r', '\n'}), in);
    }

    /** The header fields, then the text, then the list of what else there is; an empty line between. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        section(out, fields.toString());
        plain.or(() -> html).ifPresent(text -> section(out, shown(text)));
        if (plain.isPresent()) {
            html.ifPresent(text -> parts.addLine("[text/html, " + text.size + " octets]"));
        }
        section(out, parts.toString());
        return out.toString();
    }

    @Override
    public void startBodyPart() throws MimeException {
        depth++;
        if (depth > DEEPEST) {
            throw new MimeException("parts within parts, more than " + DEEPEST + " deep");
        }
    }

    @Override
    public void endBodyPart() {
        depth--;
    }

    @Override
    public void startHeader() {
        header = new PartHeader();
    }

    @Override
    public void field(Field field) throws MimeException {
        header.add(field);
        if (depth == 0) {
            fields.addLine(ReadableText.field(field.getRaw().toByteArray()));
        }
    }

    @Override
    public void body(BodyDescriptor body, InputStream in) throws IOException {
        String type = body.getMimeType().toLowerCase(Locale.ROOT);
        if (type.equals("text/plain") && plain.isEmpty() && !header.isAttachment()) {
            plain = Optional.of(read(body, in));
        } else if (type.equals("text/html") && html.isEmpty() && !header.isAttachment()) {
            html = Optional.of(read(body, in));
        } else {
            String what = header.isAttachment() || header.fileName().isPresent() ? "attachment: " : "";
            String name = header.fileName().map(given -> given + ", ").orElse("");
            parts.addLine(
                    '[' + what + name + type + ", " + in.transferTo(OutputStream.nullOutputStream()) + " octets]");
        }
    }

    private Text read(BodyDescriptor body, InputStream in) throws IOException {
        byte[] kept = in.readNBytes(limit);
        long size = kept.length + in.transferTo(OutputStream.nullOutputStream());
        String charset = Optional.ofNullable(body.getCharset()).orElse("us-ascii");
        return new Text(ReadableText.of(kept, charset), size, size > kept.length);
    }

    private String shown(Text text) {
        Excerpt excerpt = new Excerpt(limit);
        if (plain.isEmpty()) {
            excerpt.addLine("[text/html, no plain text:]");
        }
        excerpt.add(text.beginning);
        if (text.cut) {
            excerpt.cut();
        }
        return excerpt.toString();
    }

    private static void section(StringBuilder out, String lines) {
        if (!lines.isEmpty()) {
            out.append('\n').append(lines);
        }
    }

    private record Text(String beginning, long size, boolean cut) {}
}
