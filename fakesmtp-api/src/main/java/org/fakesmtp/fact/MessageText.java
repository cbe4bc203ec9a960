package org.fakesmtp.fact;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.fakesmtp.mail.Content;
import org.fakesmtp.mime.MessageHeader;
import org.fakesmtp.mime.MimeMessage;
import org.fakesmtp.mime.MimePart;
import org.fakesmtp.mime.MimeReader;
import org.fakesmtp.mime.ReadingLimits;
import org.fakesmtp.mime.VisibleText;

/**
 * A message as rules look at it. Each of header, body and parts is read when a condition or a key first asks for it, and is kept: the header is read without what follows, and the body without taking it apart.
 */
final class MessageText {

    /** How many octets of the header, of the body and of the decoded texts rules look at. */
    static final int LIMIT = 1024 * 1024;

    private static final MimeReader READER = new MimeReader(new ReadingLimits(LIMIT, LIMIT, 0));

    private final Content content;
    private Optional<MessageHeader> header = Optional.empty();
    private Optional<List<String>> body = Optional.empty();
    private Optional<List<String>> texts = Optional.empty();
    private Optional<List<String>> attachments = Optional.empty();

    MessageText(Content content) {
        this.content = content;
    }

    /** The values of the header fields of a name, in whatever case: unfolded and decoded. */
    synchronized List<String> header(String name) {
        MessageHeader known = header.orElseGet(() -> read(READER::header));
        header = Optional.of(known);
        return known.values(name);
    }

    /** What follows the header, as it came, read as UTF-8; and the same with lines that end in LF, where they do not. */
    synchronized List<String> body() {
        List<String> known = body.orElseGet(() -> read(MessageText::body));
        body = Optional.of(known);
        return known;
    }

    /** What a reader of plain text sees, and what a reader of HTML does, where the two differ. */
    synchronized List<String> texts() {
        readParts();
        return texts.orElseThrow();
    }

    /** The file names of the parts that have one, decoded. */
    synchronized List<String> attachments() {
        readParts();
        return attachments.orElseThrow();
    }

    private void readParts() {
        if (texts.isEmpty()) {
            MimeMessage message = read(READER::read);
            texts = Optional.of(Stream.of(message.plainView(), message.htmlView())
                    .distinct()
                    .map(VisibleText::of)
                    .toList());
            attachments = Optional.of(message.parts().stream()
                    .map(MimePart::name)
                    .flatMap(Optional::stream)
                    .toList());
        }
    }

    private static List<String> body(InputStream in) throws IOException {
        String text = new String(READER.body(in).readNBytes(LIMIT), UTF_8);
        return Stream.of(text, text.replace("\r\n", "\n")).distinct().toList();
    }

    private <T> T read(Reading<T> reading) {
        try (InputStream in = content.open()) {
            return reading.of(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads something of content. */
    private interface Reading<T> {
        T of(InputStream in) throws IOException;
    }
}
