package org.fakesmtp.mime;

import java.nio.ByteBuffer;

/** HZ (RFC 1843): GB 2312 in seven bits, between a tilde with an opening brace and one with a closing brace. */
final class Hz implements OctetCharset.Reader {

    private boolean chinese;

    @Override
    public int next(ByteBuffer in) {
        int octet = in.get() & 0xFF;
        if (octet == '~') {
            return tilde(in);
        }
        if (octet == '\n') {
            chinese = false;
        }
        if (octet > 0x7F) {
            return MALFORMED;
        }
        return chinese && octet > 0x20 && octet < 0x7F ? pair(octet - 0x21, in) : octet;
    }

    private static int pair(int row, ByteBuffer in) {
        int cell = (in.get() & 0xFF) - 0x21;
        return cell < 0 || cell > 93 ? MALFORMED : Pairs.euc("GB18030", row, cell);
    }

    private int tilde(ByteBuffer in) {
        int octet = in.get() & 0xFF;
        switch (octet) {
            case '~' -> {
                return '~';
            }
            case '{', '}' -> {
                chinese = octet == '{';
                return NOTHING;
            }
            case '\n' -> {
                return NOTHING;
            }
            default -> {
                in.position(in.position() - 1);
                return '~';
            }
        }
    }
}
