package org.fakesmtp.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** Text from the wire, which has one char for each octet. */
public final class WireText {

    private WireText() {}

    /** What the octets mean in UTF-8; where they are none, or the text was decoded already, the text as it is. */
    public static String decoded(String text) {
        if (text.chars().noneMatch(c -> c > 0x7F) || text.chars().anyMatch(c -> c > 0xFF)) {
            return text;
        }
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(text.getBytes(ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            return text;
        }
    }
}
