package org.fakesmtp.mime;

import java.io.ByteArrayInputStream;

/** Gives one octet at a time. */
final class Drops extends ByteArrayInputStream {

    Drops(byte[] octets) {
        super(octets);
    }

    @Override
    public synchronized int read(byte[] target, int offset, int length) {
        return super.read(target, offset, Math.min(length, 1));
    }
}
