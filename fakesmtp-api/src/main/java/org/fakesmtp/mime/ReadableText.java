package org.fakesmtp.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.util.Optional;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.util.MimeUtil;

/** Makes text of octets, whatever they claim to be: what is shown should be readable rather than right. */
public final class ReadableText {

    private ReadableText() {}

    /** Octets in a character set by name. Where that is unknown, or is ASCII or UTF-8, they are UTF-8 if they can be, otherwise Latin-1. */
    public static String of(byte[] octets, String charset) {
        return charset(charset)
                .filter(known -> !known.equals(US_ASCII) && !known.equals(UTF_8))
                .map(known -> new String(octets, known))
                .orElseGet(() -> of(octets));
    }

    /** Octets that are UTF-8, but for a character cut off at the end, or Latin-1. */
    public static String of(byte[] octets) {
        CharBuffer text = CharBuffer.allocate(octets.length);
        CoderResult result = UTF_8.newDecoder().decode(ByteBuffer.wrap(octets), text, false);
        return result.isError() ? new String(octets, ISO_8859_1) : text.flip().toString();
    }

    /** A header field on one line, its encoded words decoded (RFC 2047). */
    public static String field(byte[] octets) {
        return words(MimeUtil.unfold(of(octets)));
    }

    /** A text with its encoded words decoded. */
    public static String words(String text) {
        try {
            return DecoderUtil.decodeEncodedWords(text, DecodeMonitor.SILENT);
        } catch (RuntimeException e) {
            return text;
        }
    }

    private static Optional<Charset> charset(String name) {
        try {
            return Optional.of(Charset.forName(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
