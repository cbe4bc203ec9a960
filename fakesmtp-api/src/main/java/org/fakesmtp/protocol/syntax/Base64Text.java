package org.fakesmtp.protocol.syntax;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** The base64 of an authentication exchange (RFC 4954, section 4; RFC 4648, section 4), to the letter or as far as it can be decoded. One char for each octet. */
public final class Base64Text {

    private static final Base64.Decoder DECODER = Base64.getDecoder();
    private static final Base64.Encoder ENCODER = Base64.getEncoder();
    private static final Pattern DIGITS = Pattern.compile("[A-Za-z0-9+/]*+={0,2}");
    private static final Pattern NO_DIGIT = Pattern.compile("[^A-Za-z0-9+/]");
    private static final Pattern PADDING = Pattern.compile("=+");
    private static final Pattern NO_TEXT = Pattern.compile("[^\\t -~]");

    private Base64Text() {}

    /** The octets of a text that is base64 to the letter: padded, no spare bit set, nothing else in it. */
    public static Optional<byte[]> exact(String text) {
        try {
            byte[] octets = DECODER.decode(text.getBytes(ISO_8859_1));
            return ENCODER.encodeToString(octets).equals(text) ? Optional.of(octets) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * What can be decoded: without padding or behind it, with spare bits set, in the alphabet for URLs too, and past anything that is no base64. Empty where that is nothing, or where
     * the text has a control character or an octet above 127.
     */
    public static Optional<byte[]> lenient(String text) {
        if (NO_TEXT.matcher(text).find()) {
            return Optional.empty();
        }
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        for (String run : PADDING.split(text.replace('-', '+').replace('_', '/'), -1)) {
            String digits = NO_DIGIT.matcher(run).replaceAll("");
            int spare = digits.length() % 4 == 1 ? 1 : 0;
            octets.writeBytes(DECODER.decode(digits.substring(0, digits.length() - spare)));
        }
        return octets.size() > 0 || text.isBlank() ? Optional.of(octets.toByteArray()) : Optional.empty();
    }

    /** What is wrong with a text that is no base64 to the letter. Quotes nothing of it, it may be a secret. */
    public static String fault(String text) {
        if (!DIGITS.matcher(text).matches()) {
            return "it has octets that are no base64";
        }
        return text.length() % 4 == 0 ? "bits that are no part of an octet are set" : "its padding is wrong";
    }
}
