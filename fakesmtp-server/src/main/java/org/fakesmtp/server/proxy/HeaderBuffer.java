package org.fakesmtp.server.proxy;

import java.util.Arrays;
import org.apache.mina.core.buffer.IoBuffer;

/** Gathers the octets of a header however they are cut. */
final class HeaderBuffer {

    private static final int USUAL = 128;

    private byte[] octets = new byte[USUAL];
    private int size;

    /** Takes what belongs to the header from the buffer; where that completes it, what follows stays in the buffer. */
    ProxyHeader take(IoBuffer in) {
        int before = size;
        int start = in.position();
        int count = Math.min(in.remaining(), ProxyHeader.LIMIT - size);
        if (size + count > octets.length) {
            octets = Arrays.copyOf(octets, ProxyHeader.LIMIT);
        }
        in.get(octets, size, count);
        size += count;
        ProxyHeader header = ProxyHeader.parse(octets, 0, size);
        if (header instanceof ProxyHeader.Complete complete) {
            in.position(start + complete.length() - before);
        }
        return header;
    }
}
