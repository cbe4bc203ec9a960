package org.fakesmtp.server.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Headers to read. */
final class Headers {

    static final byte[] IPV4 = {(byte) 192, 0, 2, 7, (byte) 198, 51, 100, 1, (byte) 0xC3, 0x50, 0, 25};

    private Headers() {}

    static byte[] text(String text) {
        return text.getBytes(ISO_8859_1);
    }

    static byte[] binary(int command, int family, byte[] body) {
        return ByteBuffer.allocate(16 + body.length)
                .put(BinaryHeader.SIGNATURE)
                .put((byte) command)
                .put((byte) family)
                .putShort((short) body.length)
                .put(body)
                .array();
    }

    static byte[] ipv6() {
        byte[] body = new byte[36];
        body[0] = 0x20;
        body[1] = 1;
        body[15] = 9;
        body[32] = 1;
        return body;
    }

    static byte[] joined(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }
}
