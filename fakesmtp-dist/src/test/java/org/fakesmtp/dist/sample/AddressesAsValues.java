package org.fakesmtp.dist.sample;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** What is allowed: addresses that need no look-up, and listening. */
public interface AddressesAsValues {
    static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    static InetAddress ofOctets() throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }

    static String written(InetSocketAddress address) {
        return address.getHostString() + address.getAddress().getHostAddress();
    }

    static void listen(ServerSocket socket) throws java.io.IOException {
        socket.bind(loopback());
    }
}
