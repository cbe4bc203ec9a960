package org.fakesmtp.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;

/** A set of 256 characters. */
final class SingleOctets implements OctetCharset.Reader {

    private static final char UNDEFINED = '\uFFFD';

    private final String upper;

    private SingleOctets(String upper) {
        this.upper = upper;
    }

    /** @param upper the characters from 0x80 on, U+FFFD for those that there are not */
    static Charset charset(String name, String upper) {
        return new OctetCharset(name, () -> new SingleOctets(upper));
    }

    /** ISO 8859: the control characters, and these from 0xA0 on. */
    static Charset iso8859(String name, String fromA0) {
        return charset(name, upper(ISO_8859_1).substring(0, 32) + fromA0);
    }

    /**
     * A character set of the JDK as browsers read it: the octets from 0x80 to 0x9F that it leaves undefined are control characters.
     *
     * @param changed pairs of an octet and its character, where the JDK has another one
     */
    static Charset like(String name, Charset known, String changed) {
        StringBuilder upper = new StringBuilder(upper(known));
        for (int i = 0; i < 32; i++) {
            if (upper.charAt(i) == UNDEFINED) {
                upper.setCharAt(i, (char) (0x80 + i));
            }
        }
        for (int i = 0; i < changed.length(); i += 2) {
            upper.setCharAt(changed.charAt(i) - 0x80, changed.charAt(i + 1));
        }
        return charset(name, upper.toString());
    }

    /** Octets from 0x80 on as characters for private use. */
    static Charset userDefined(String name) {
        StringBuilder upper = new StringBuilder();
        for (char character = 0xF780; character < 0xF800; character++) {
            upper.append(character);
        }
        return charset(name, upper.toString());
    }

    private static String upper(Charset charset) {
        byte[] octets = new byte[0x80];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) (0x80 + i);
        }
        return new String(octets, charset);
    }

    @Override
    public int next(ByteBuffer in) {
        int octet = in.get() & 0xFF;
        if (octet < 0x80) {
            return octet;
        }
        char character = upper.charAt(octet - 0x80);
        return character == UNDEFINED ? MALFORMED : character;
    }
}
