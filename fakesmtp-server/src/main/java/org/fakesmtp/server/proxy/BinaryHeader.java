package org.fakesmtp.server.proxy;

import java.net.InetSocketAddress;
import java.util.Optional;

/** Version 2: a signature, version and command, family and transport, a length, the addresses, and extensions, which are skipped. */
final class BinaryHeader {

    static final byte[] SIGNATURE = {'\r', '\n', '\r', '\n', 0, '\r', '\n', 'Q', 'U', 'I', 'T', '\n'};

    private static final int COMMAND = 12;
    private static final int FAMILY = 13;
    private static final int LENGTH = 14;
    private static final int FIXED = 16;

    private static final int LOCAL = 0;
    private static final int PROXY = 1;
    private static final int STREAM = 1;

    /** The families by their number: unspecified, IPv4, IPv6, Unix. So many octets have both addresses with their ports. */
    private static final int[] ADDRESSES = {0, 12, 36, 216};

    private static final int[] ADDRESS = {0, 4, 16, 0};

    private BinaryHeader() {}

    static ProxyHeader parse(Octets octets) {
        if (!octets.agreesWith(SIGNATURE)) {
            return new ProxyHeader.Malformed("it begins otherwise");
        }
        if (octets.length() > COMMAND && !isCommand(octets.at(COMMAND))) {
            return new ProxyHeader.Malformed("version 2 has an unknown version or command");
        }
        if (octets.length() > FAMILY && !isFamily(octets.at(FAMILY))) {
            return new ProxyHeader.Malformed("version 2 has an unknown family or transport");
        }
        return octets.length() < FIXED ? new ProxyHeader.Incomplete() : body(octets);
    }

    private static boolean isCommand(int octet) {
        return octet >>> 4 == 2 && (octet & 0xF) <= PROXY;
    }

    private static boolean isFamily(int octet) {
        return octet >>> 4 < ADDRESSES.length && (octet & 0xF) <= 2;
    }

    private static ProxyHeader body(Octets octets) {
        int family = octets.at(FAMILY) >>> 4;
        boolean local = (octets.at(COMMAND) & 0xF) == LOCAL;
        int length = FIXED + octets.shortAt(LENGTH);
        if (length > ProxyHeader.LIMIT) {
            return new ProxyHeader.Malformed("version 2 is longer than " + ProxyHeader.LIMIT + " octets");
        }
        if (!local && length < FIXED + ADDRESSES[family]) {
            return new ProxyHeader.Malformed("version 2 is too short for its addresses");
        }
        if (octets.length() < length) {
            return new ProxyHeader.Incomplete();
        }
        boolean known = !local && ADDRESS[family] > 0 && (octets.at(FAMILY) & 0xF) == STREAM;
        return new ProxyHeader.Complete(
                length, known ? Optional.of(source(octets, ADDRESS[family])) : Optional.empty());
    }

    /** Source and destination address stand before the source's port. */
    private static InetSocketAddress source(Octets octets, int size) {
        return Octets.socket(octets.slice(FIXED, size), octets.shortAt(FIXED + 2 * size));
    }
}
