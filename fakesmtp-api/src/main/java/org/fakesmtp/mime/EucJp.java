package org.fakesmtp.mime;

import java.nio.ByteBuffer;

/** EUC-JP as Windows and browsers read it: with the rows of NEC and IBM, half-width katakana and JIS X 0212. */
final class EucJp implements OctetCharset.Reader {

    @Override
    public int next(ByteBuffer in) {
        int octet = in.get() & 0xFF;
        if (octet < 0x80) {
            return octet;
        }
        if (octet != 0x8E && octet != 0x8F && (octet < 0xA1 || octet > 0xFE)) {
            return MALFORMED;
        }
        int row = octet == 0x8F ? cell(in) : octet - 0xA1;
        int cell = row < 0 && octet == 0x8F ? row : cell(in);
        if (cell < 0) {
            return MALFORMED;
        }
        return switch (octet) {
            case 0x8E -> cell < 63 ? 0xFF61 + cell : MALFORMED;
            case 0x8F -> Pairs.jis0212(row, cell);
            default -> Pairs.jis0208(row, cell);
        };
    }

    /** The next octet as a number from 0 to 93; what is none stays for the next character. */
    private static int cell(ByteBuffer in) {
        int octet = in.get() & 0xFF;
        if (octet >= 0xA1 && octet <= 0xFE) {
            return octet - 0xA1;
        }
        in.position(in.position() - 1);
        return MALFORMED;
    }
}
