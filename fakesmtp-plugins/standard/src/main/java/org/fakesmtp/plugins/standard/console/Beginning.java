package org.fakesmtp.plugins.standard.console;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The first octets of a stream, which tells whether there are more. */
final class Beginning extends FilterInputStream {

    private long left;
    private boolean cut;

    Beginning(InputStream in, long octets) {
        super(in);
        left = octets;
    }

    /** Whether the stream went on where this one ended. */
    boolean isCut() {
        return cut;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (left == 0) {
            cut = cut || super.read() >= 0;
            return -1;
        }
        int count = super.read(into, offset, (int) Math.min(length, left));
        left -= Math.max(count, 0);
        return count;
    }
}
