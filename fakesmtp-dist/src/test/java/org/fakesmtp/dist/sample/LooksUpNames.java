package org.fakesmtp.dist.sample;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.function.Function;

/** What the product must not do: each method looks up a name. */
@SuppressWarnings("AddressSelection")
public interface LooksUpNames {
    static Object byName() throws UnknownHostException {
        return InetAddress.getByName("localhost");
    }

    static Object allByName() throws UnknownHostException {
        return InetAddress.getAllByName("localhost");
    }

    static Object localHost() throws UnknownHostException {
        return InetAddress.getLocalHost();
    }

    static Object hostName(InetAddress address) {
        return address.getHostName();
    }

    static Function<InetAddress, String> hostNameByReference() {
        return InetAddress::getHostName;
    }

    static Object canonicalHostName(InetAddress address) {
        return address.getCanonicalHostName();
    }

    static Object socketAddress() {
        return new InetSocketAddress("localhost", 0);
    }

    static Object hostNameOfSocketAddress(InetSocketAddress address) {
        return address.getHostName();
    }
}
