package org.fakesmtp.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Makes text of octets, whatever they claim to be: what is shown should be readable rather than right. */
public final class ReadableText {

    private ReadableText() {}

    /**
     * A header field on one line, its encoded words decoded (RFC 2047). What stands there in octets above 127 is UTF-8 if all of it can be, and otherwise windows-1252.
     *
     * @param octets the field or its body, folded or not
     */
    public static String field(byte[] octets) {
        return EncodedWords.decode(unfolded(new String(octets, ISO_8859_1)));
    }

    /** Takes the line ends out: within a field there are none but those of folding. */
    static String unfolded(String field) {
        return field.replace("\r", "").replace("\n", "");
    }
}
