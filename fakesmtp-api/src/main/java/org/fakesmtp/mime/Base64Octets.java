package org.fakesmtp.mime;

import java.io.IOException;
import java.io.InputStream;

/** Base64 (RFC 2045, section 6.8), whatever stands between its digits. */
final class Base64Octets extends DecodedOctets {

    private final Base64Bits bits = new Base64Bits();

    Base64Octets(InputStream in) {
        super(in);
    }

    @Override
    void decodeNext() throws IOException {
        int digit = take();
        int octet = digit == END ? Base64Bits.NONE : bits.add(digit);
        if (octet != Base64Bits.NONE) {
            put(octet);
        }
    }
}
