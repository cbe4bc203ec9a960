package org.fakesmtp.server.proxy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Octets to read a header from. */
@SuppressWarnings("ArrayRecordComponent") // read in place, never compared
record Octets(byte[] array, int offset, int length) {

    int at(int index) {
        return array[offset + index] & 0xFF;
    }

    int shortAt(int index) {
        return at(index) << 8 | at(index + 1);
    }

    byte[] slice(int from, int count) {
        return Arrays.copyOfRange(array, offset + from, offset + from + count);
    }

    /** Whether one of these octets and those is the beginning of the other. */
    boolean agreesWith(byte[] those) {
        int common = Math.min(length, those.length);
        return Arrays.equals(array, offset, offset + common, those, 0, common);
    }

    /** The address of 4 or 16 octets; nothing is looked up. */
    static InetSocketAddress socket(byte[] address, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(address), port);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(address.length + " octets are no address", e);
        }
    }
}
