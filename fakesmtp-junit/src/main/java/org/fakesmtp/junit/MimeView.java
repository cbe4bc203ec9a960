package org.fakesmtp.junit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.parser.AbstractContentHandler;
import org.apache.james.mime4j.parser.MimeStreamParser;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.fakesmtp.mime.PartHeader;
import org.fakesmtp.mime.ReadableText;

/** What a message means to a mail program. */
final class MimeView extends AbstractContentHandler {

    private static final MimeConfig LENIENT = new MimeConfig.Builder()
            .setMaxLineLen(-1)
            .setMaxHeaderLen(-1)
            .setMaxHeaderCount(-1)
            .build();

    private final List<HeaderField> fields = new ArrayList<>();
    private final List<Attachment> attachments = new ArrayList<>();
    private Optional<String> text = Optional.empty();
    private Optional<String> html = Optional.empty();
    private PartHeader header = new PartHeader();
    private int depth;

    private MimeView() {}

    /** Reads a message; one that is broken as far as it can be understood. */
    static MimeView of(byte[] octets) {
        MimeView view = new MimeView();
        MimeStreamParser parser = new MimeStreamParser(LENIENT);
        parser.setContentHandler(view);
        parser.setContentDecoding(true);
        parser.setNoRecurse();
        try {
            parser.parse(new ByteArrayInputStream(octets));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MimeException | RuntimeException e) {
            view.depth = 0; // what was read stays
        }
        return view;
    }

    List<String> headers(String name) {
        return fields.stream()
                .filter(field -> field.name.equalsIgnoreCase(name))
                .map(HeaderField::value)
                .toList();
    }

    Optional<String> text() {
        return text;
    }

    Optional<String> html() {
        return html;
    }

    List<Attachment> attachments() {
        return List.copyOf(attachments);
    }

    @Override
    public void startBodyPart() {
        depth++;
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
            String line = ReadableText.field(field.getRaw().toByteArray());
            String value = line.substring(line.indexOf(':') + 1).strip();
            fields.add(new HeaderField(field.getName(), value));
        }
    }

    @Override
    public void body(BodyDescriptor body, InputStream in) throws IOException {
        byte[] octets = in.readAllBytes();
        String type = body.getMimeType().toLowerCase(Locale.ROOT);
        Optional<String> charset = Optional.ofNullable(body.getCharset());
        boolean isFile = header.isAttachment() || header.fileName().isPresent();
        if (type.equals("text/plain") && text.isEmpty() && !isFile) {
            text = Optional.of(lines(octets, charset));
        } else if (type.equals("text/html") && html.isEmpty() && !isFile) {
            html = Optional.of(lines(octets, charset));
        } else {
            attachments.add(new Attachment(header.fileName(), type, charset, octets));
        }
    }

    private static String lines(byte[] octets, Optional<String> charset) {
        return ReadableText.of(octets, charset.orElse("us-ascii")).replace("\r\n", "\n");
    }

    private record HeaderField(String name, String value) {}
}
