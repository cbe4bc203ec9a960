package org.fakesmtp.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.InputStream;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** How the octets of a body are written (RFC 2045, section 6), and how to read them. */
public enum TransferEncoding {
    /** Octets as they are: {@code 7bit}, {@code 8bit}, {@code binary}, or nothing was said. */
    IDENTITY(in -> in),
    /** RFC 2045, section 6.8. Junk is skipped, padding may lack, and more may follow it. */
    BASE64(Base64Octets::new),
    /** RFC 2045, section 6.7. An escape that is none stays as it is. */
    QUOTED_PRINTABLE(QuotedPrintableOctets::new),
    /** What stands between {@code begin} and {@code end}. Lines before and behind stay as they are. */
    UUENCODE(UuencodedOctets::new),
    /** One that nobody knows: octets as they are. */
    UNKNOWN(in -> in);

    private static final Pattern NO_LETTER_OR_DIGIT = Pattern.compile("[^a-z0-9]");

    @SuppressWarnings("ImmutableEnumChecker") // a constructor or a function without state
    private final UnaryOperator<InputStream> decoder;

    TransferEncoding(UnaryOperator<InputStream> decoder) {
        this.decoder = decoder;
    }

    /**
     * Reads what Content-Transfer-Encoding says. Comments, quotes, blanks, case, hyphens and what follows a semicolon do not matter.
     *
     * @param body what stands behind the colon of the field
     */
    public static TransferEncoding of(byte[] body) {
        String name = new ParameterParser(ReadableText.unfolded(new String(body, ISO_8859_1))).words();
        return switch (NO_LETTER_OR_DIGIT.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("")) {
            case "", "7bit", "8bit", "7bits", "8bits", "binary", "none", "identity" -> IDENTITY;
            case "base64" -> BASE64;
            case "quotedprintable" -> QUOTED_PRINTABLE;
            case "uuencode", "xuuencode", "xuue", "uue" -> UUENCODE;
            default -> UNKNOWN;
        };
    }

    /** Reads the octets as they were before they were written so. It takes bounded memory, and fails only where {@code in} fails. */
    public InputStream decode(InputStream in) {
        return decoder.apply(in);
    }
}
