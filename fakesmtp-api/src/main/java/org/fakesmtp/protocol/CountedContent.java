package org.fakesmtp.protocol;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** Content that nobody is going to read: only its size is kept. */
final class CountedContent implements ContentBuffer {

    private long size;

    @Override
    public void append(ByteBuffer octets) {
        size += octets.remaining();
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(new byte[0]);
    }

    @Override
    public void close() {
        size = 0;
    }
}
