package org.fakesmtp.mime;

import java.nio.ByteBuffer;

/** UTF-7 (RFC 2152), which the JDK has not. */
final class Utf7 implements OctetCharset.Reader {

    private final Base64Bits base64 = new Base64Bits();
    private boolean shifted;
    private int high = -1;

    @Override
    public int next(ByteBuffer in) {
        return shifted ? shifted(in) : direct(in);
    }

    private int direct(ByteBuffer in) {
        int octet = in.get() & 0xFF;
        if (octet != '+') {
            return octet < 0x80 ? octet : MALFORMED;
        }
        if (!in.hasRemaining()) {
            return '+';
        }
        int behind = in.get(in.position()) & 0xFF;
        if (behind == '-') {
            in.get();
            return '+';
        }
        shifted = Base64Bits.isDigit(behind);
        return shifted ? NOTHING : '+';
    }

    private int shifted(ByteBuffer in) {
        int octet = in.get() & 0xFF;
        if (!Base64Bits.isDigit(octet)) {
            leave();
            if (octet != '-') {
                in.position(in.position() - 1);
            }
            return NOTHING;
        }
        int value = base64.add(octet);
        if (value < 0 || high < 0) {
            high = Math.max(value, high);
            return NOTHING;
        }
        int unit = high << 8 | value;
        high = -1;
        return unit;
    }

    private void leave() {
        shifted = false;
        high = -1;
        base64.restart();
    }
}
