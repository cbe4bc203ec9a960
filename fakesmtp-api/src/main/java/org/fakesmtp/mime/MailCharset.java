package org.fakesmtp.mime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderMalfunctionError;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.List;
import java.util.Optional;

/**
 * The character sets of mail, by the names that mail has for them: the labels of the WHATWG Encoding Standard, in which {@code iso-8859-1} is windows-1252 and {@code gb2312} is
 * gb18030; other names in use; and the names of the JDK. Case, punctuation and quotes do not matter. The same holds for bodies, encoded words, parameters and file names.
 */
public final class MailCharset {

    private static final CharsetTable TABLE = CharsetTable.shipped();
    static final Charset WINDOWS_1252 = TABLE.charsets("windows-1252").get(0);
    private static final char REPLACEMENT = '\uFFFD';
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private MailCharset() {}

    /** The charset that decodes what a label names, if any is known. It may be unable to encode. */
    public static Optional<Charset> of(String label) {
        return TABLE.charsets(label).stream().findFirst();
    }

    /**
     * The text of octets in a set by its label. What the set has no character for is U+FFFD. If the label is unknown, or is US-ASCII and an octet is above 127, the octets are UTF-8 if
     * they can be, and otherwise windows-1252.
     */
    public static String decode(byte[] octets, String label) {
        return text(octets, label, true);
    }

    /** As {@link #decode(byte[], String)}, of octets that may have been cut off within a character, which is left out. */
    public static String decodeBeginning(byte[] octets, String label) {
        return text(octets, label, false);
    }

    /** The text of octets whose set nobody tells: UTF-8 if they can be, and otherwise windows-1252. */
    public static String decode(byte[] octets) {
        return guess(octets, true);
    }

    private static String text(byte[] octets, String label, boolean whole) {
        List<Charset> charsets = TABLE.charsets(label);
        String text = charsets.stream()
                .map(charset -> decode(octets, charset, CodingErrorAction.REPORT, whole))
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> charsets.stream()
                        .findFirst()
                        .flatMap(charset -> decode(octets, charset, CodingErrorAction.REPLACE, whole)))
                .orElseGet(() -> guess(octets, whole));
        return withoutMark(text);
    }

    /** A mark of byte order tells how to decode, and is no text. */
    private static String withoutMark(String text) {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    private static String guess(byte[] octets, boolean whole) {
        return decode(octets, UTF_8, CodingErrorAction.REPORT, whole).orElseGet(() -> new String(octets, WINDOWS_1252));
    }

    /** Decodes octets, unless they are wrong and that is to be reported, or the charset itself fails. */
    static Optional<String> decode(byte[] octets, Charset charset, CodingErrorAction onError, boolean whole) {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(onError)
                .onUnmappableCharacter(onError)
                .replaceWith(String.valueOf(REPLACEMENT));
        CharBuffer text = CharBuffer.allocate((int) Math.ceil(octets.length * (double) decoder.maxCharsPerByte()) + 1);
        try {
            CoderResult result = decoder.decode(ByteBuffer.wrap(octets), text, whole);
            if (!result.isError() && whole) {
                result = decoder.flush(text);
            }
            return result.isUnderflow() ? Optional.of(text.flip().toString()) : Optional.empty();
        } catch (RuntimeException | CoderMalfunctionError e) {
            return Optional.empty();
        }
    }
}
