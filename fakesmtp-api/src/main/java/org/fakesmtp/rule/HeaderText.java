package org.fakesmtp.rule;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.fakesmtp.api.Content;

/** The text of a message as rules look at it. What was read is kept: the header is read once, and without the body unless that is asked for. */
final class HeaderText {

    /** How much of a message rules look at. */
    static final int LIMIT = 1024 * 1024;

    private static final Pattern LINE_END = Pattern.compile("\r?\n");
    private static final Pattern FOLDED = Pattern.compile("\r?\n(?=[ \t])");

    private final Content content;
    private Optional<List<String>> header = Optional.empty();
    private Optional<String> body = Optional.empty();

    HeaderText(Content content) {
        this.content = content;
    }

    /** The values of the header fields of a name, in whatever case: unfolded, encoded words decoded (RFC 2047), raw octets read as UTF-8. */
    synchronized List<String> header(String name) {
        List<String> lines = header.orElseGet(this::readHeader);
        header = Optional.of(lines);
        List<String> values = new ArrayList<>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon > 0 && line.substring(0, colon).strip().equalsIgnoreCase(name)) {
                String raw = new String(line.substring(colon + 1).strip().getBytes(ISO_8859_1), UTF_8);
                values.add(DecoderUtil.decodeEncodedWords(raw, DecodeMonitor.SILENT));
            }
        }
        return values;
    }

    /** What follows the header, as it came, read as UTF-8; parts in base64 or quoted-printable are not decoded. */
    synchronized String body() {
        String text = body.orElseGet(this::readBody);
        body = Optional.of(text);
        return text;
    }

    private List<String> readHeader() {
        try (InputStream in = new BufferedInputStream(content.open())) {
            String text = header(in).toString(ISO_8859_1);
            return List.of(LINE_END.split(FOLDED.matcher(text).replaceAll(""), -1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String readBody() {
        try (InputStream in = new BufferedInputStream(content.open())) {
            int headerLength = header(in).size();
            return new String(in.readNBytes(LIMIT - headerLength), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads on to the body, which begins after the first empty line. */
    private static ByteArrayOutputStream header(InputStream in) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        boolean emptyLine = true;
        boolean afterCr = false;
        for (int octet = in.read(); octet >= 0; octet = octets.size() < LIMIT ? in.read() : -1) {
            octets.write(octet);
            if (octet == '\n') {
                if (emptyLine) {
                    break;
                }
                emptyLine = true;
                afterCr = false;
            } else {
                emptyLine = emptyLine && !afterCr && octet == '\r';
                afterCr = octet == '\r';
            }
        }
        return octets;
    }
}
