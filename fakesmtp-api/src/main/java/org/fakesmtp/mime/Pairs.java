package org.fakesmtp.mime;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;

/** Characters of two or three octets that a character set of the JDK knows in another shape. */
final class Pairs {

    private Pairs() {}

    /** A character of JIS X 0208, with the rows of NEC and IBM: as Windows has it. */
    static int jis0208(int row, int cell) {
        int lead = (row >> 1) + (row < 62 ? 0x81 : 0xC1);
        int trail = row % 2 == 1 ? cell + 0x9F : cell + (cell < 63 ? 0x40 : 0x41);
        return codePoint("windows-31j", lead, trail);
    }

    /** A character of JIS X 0212. */
    static int jis0212(int row, int cell) {
        return codePoint("EUC-JP", 0x8F, row + 0xA1, cell + 0xA1);
    }

    /** A character of a set of 94 times 94 in the form of EUC. */
    static int euc(String charset, int row, int cell) {
        return codePoint(charset, row + 0xA1, cell + 0xA1);
    }

    /** A character of two octets. */
    static int pair(String charset, int lead, int trail) {
        return codePoint(charset, lead, trail);
    }

    private static int codePoint(String charset, int... octets) {
        byte[] bytes = new byte[octets.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) octets[i];
        }
        String text = Charset.forName(charset).decode(ByteBuffer.wrap(bytes)).toString();
        return text.indexOf('\uFFFD') < 0 && text.codePointCount(0, text.length()) == 1
                ? text.codePointAt(0)
                : OctetCharset.Reader.MALFORMED;
    }
}
