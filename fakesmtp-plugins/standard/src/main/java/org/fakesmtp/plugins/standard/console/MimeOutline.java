package org.fakesmtp.plugins.standard.console;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.fakesmtp.mime.HeaderField;
import org.fakesmtp.mime.MimeMessage;
import org.fakesmtp.mime.MimePart;
import org.fakesmtp.mime.MimeReader;
import org.fakesmtp.mime.ReadingLimits;

/**
 * What a person wants to see of a message: its header fields, its texts, a list of its other parts, and what else is to be known about it. Read in one pass and in bounded memory: of the
 * texts no more is kept than is shown, of other parts their size.
 */
final class MimeOutline {

    private static final int HEADER = 1 << 20;

    private final MimeMessage message;
    private final int limit;

    private MimeOutline(MimeMessage message, int limit) {
        this.message = message;
        this.limit = limit;
    }

    /** Reads a message. */
    static MimeOutline of(InputStream content, int limit) throws IOException {
        return new MimeOutline(new MimeReader(new ReadingLimits(HEADER, limit, 0)).read(content), limit);
    }

    /** The header fields, then the texts, then the list of what else there is; an empty line between. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        section(out, fields());
        message.plainView().forEach(text -> section(out, shown(text)));
        section(out, others());
        return out.toString();
    }

    private Excerpt fields() {
        Excerpt fields = new Excerpt(limit);
        for (HeaderField field : message.header().fields()) {
            fields.addLine(field.name() + ": " + field.value());
        }
        return fields;
    }

    private Excerpt shown(MimePart text) {
        Excerpt excerpt = new Excerpt(limit);
        boolean html = text.type().equals("text/html");
        if (html || text.name().isPresent()) {
            excerpt.addLine('['
                    + text.name().map(name -> name + ", ").orElse("")
                    + text.type()
                    + (html && message.plain().isEmpty() ? ", no plain text:]" : ":]"));
        }
        excerpt.add(text.text());
        if (text.isCut()) {
            excerpt.cut();
        }
        return excerpt;
    }

    private Excerpt others() {
        List<MimePart> shown = message.plainView();
        List<MimePart> texts = message.texts();
        Excerpt others = new Excerpt(limit);
        for (MimePart part : message.parts()) {
            if (!shown.contains(part)) {
                boolean attachment = part.isAttached() || part.name().isPresent();
                others.addLine("[" + (attachment && !texts.contains(part) ? "attachment: " : "")
                        + part.name().map(name -> name + ", ").orElse("") + part.type() + ", " + part.size()
                        + " octets]");
            }
        }
        message.remarks().forEach(remark -> others.addLine('[' + remark + ']'));
        return others;
    }

    private static void section(StringBuilder out, Excerpt lines) {
        String text = lines.toString();
        if (!text.isEmpty()) {
            out.append('\n').append(text);
        }
    }
}
