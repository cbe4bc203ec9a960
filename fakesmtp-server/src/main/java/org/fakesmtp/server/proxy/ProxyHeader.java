package org.fakesmtp.server.proxy;

import java.net.InetSocketAddress;
import java.util.Optional;

/** What the first octets of a connection are, read as a header of the PROXY protocol. */
public sealed interface ProxyHeader {

    /** No header is longer: 16 octets and 4,096 of addresses and extensions. A header of version 1 has at most 107. */
    int LIMIT = 16 + 4096;

    /** So far a header, but not a whole one. */
    record Incomplete() implements ProxyHeader {}

    /**
     * A whole header.
     *
     * @param length the number of its octets; what follows is the client's
     * @param source the client's address, empty where the balancer speaks for itself ({@code LOCAL}) or does not know ({@code UNKNOWN}, a Unix socket)
     */
    record Complete(int length, Optional<InetSocketAddress> source) implements ProxyHeader {}

    /**
     * No header, and no further octets make it one.
     *
     * @param reason what is wrong, in words without octets from the wire
     */
    record Malformed(String reason) implements ProxyHeader {}

    /** Reads the header that these octets begin with. Looks at no more than {@link #LIMIT} octets and keeps none. */
    static ProxyHeader parse(byte[] octets, int offset, int length) {
        if (length == 0) {
            return new Incomplete();
        }
        Octets read = new Octets(octets, offset, length);
        return read.at(0) == BinaryHeader.SIGNATURE[0] ? BinaryHeader.parse(read) : TextHeader.parse(read);
    }
}
