package org.fakesmtp.rule;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.fakesmtp.api.Content;

/** The text of a message as rules look at it. */
final class HeaderText {

    /** How much of a header, and how much of a body, rules look at. */
    static final int LIMIT = 1024 * 1024;

    private static final Pattern LINE_END = Pattern.compile("\r?\n");
    private static final Pattern FOLDED = Pattern.compile("\r?\n(?=[ \t])");

    private final String text;
    private final int headerLength;

    private HeaderText(String text) {
        this.text = text;
        this.headerLength = headerLength(text);
    }

    /** Reads the first mebibyte of a message. */
    static HeaderText of(Content content) {
        try (InputStream in = content.open()) {
            return new HeaderText(new String(in.readNBytes(LIMIT), ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The values of the header fields of a name, in whatever case: unfolded, encoded words decoded (RFC 2047), raw octets read as UTF-8. */
    List<String> header(String name) {
        List<String> values = new ArrayList<>();
        for (String line :
                LINE_END.split(FOLDED.matcher(text.substring(0, headerLength)).replaceAll(""), -1)) {
            int colon = line.indexOf(':');
            if (colon > 0 && line.substring(0, colon).strip().equalsIgnoreCase(name)) {
                String raw = new String(line.substring(colon + 1).strip().getBytes(ISO_8859_1), UTF_8);
                values.add(DecoderUtil.decodeEncodedWords(raw, DecodeMonitor.SILENT));
            }
        }
        return values;
    }

    /** What follows the header, as it came, read as UTF-8; parts in base64 or quoted-printable are not decoded. */
    String body() {
        return new String(text.substring(headerLength).getBytes(ISO_8859_1), UTF_8);
    }

    /** Where the body begins: after the first empty line. */
    private static int headerLength(String text) {
        int from = 0;
        while (true) {
            int end = text.indexOf('\n', from);
            if (end < 0) {
                return text.length();
            }
            String line = text.substring(from, end);
            if (line.isEmpty() || line.equals("\r")) {
                return end + 1;
            }
            from = end + 1;
        }
    }
}
