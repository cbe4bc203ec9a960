package org.fakesmtp.mime;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Looks at base64 that is read through it, and knows what a decoder leaves out (RFC 2045, section 6.8). */
final class Base64Check extends FilterInputStream {

    private static final int GROUP = 4;

    private int digits;
    private long junk;

    Base64Check(InputStream in) {
        super(in);
    }

    /** What a person should know about what was read. */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (junk > 0) {
            remarks.add("octets that are not base64 are left out: " + junk);
        }
        if (digits > 0) {
            remarks.add("base64 breaks off: its last group has " + digits + " of " + GROUP + " digits");
        }
        return remarks;
    }

    @Override
    public int read() throws IOException {
        int octet = super.read();
        if (octet >= 0) {
            look(octet);
        }
        return octet;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = super.read(into, offset, length);
        for (int i = 0; i < count; i++) {
            look(into[offset + i] & 0xff);
        }
        return count;
    }

    private void look(int octet) {
        if (octet == '=') {
            digits = 0;
        } else if (Base64Bits.isDigit(octet)) {
            digits = (digits + 1) % GROUP;
        } else if (octet > ' ') {
            junk++;
        }
    }
}
