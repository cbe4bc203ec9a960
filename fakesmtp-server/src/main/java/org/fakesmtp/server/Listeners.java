package org.fakesmtp.server;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fakesmtp.internal.Reason;
import org.fakesmtp.server.transport.Transport;

/** Binds the listeners of a server. */
final class Listeners {

    private static final int TRIES = 20;
    private static final int FIRST_UNPRIVILEGED = 1024;

    private final Transport transport;
    private final Map<String, Integer> ports = new LinkedHashMap<>();

    Listeners(Transport transport) {
        this.transport = transport;
    }

    /** The bound ports, by the listener's name. */
    Map<String, Integer> ports() {
        return Map.copyOf(ports);
    }

    /**
     * Binds a listener to all its addresses, on one port.
     *
     * @throws StartException where that cannot be
     */
    void bind(String name, ListenAddress address) {
        boolean anyPort = address.addresses().get(0).getPort() == 0;
        for (int tries = anyPort ? TRIES : 1; tries > 0; tries--) {
            try {
                ports.put(name, bindAll(name, address.addresses()));
                return;
            } catch (IOException e) {
                transport.unbind(name);
                if (tries == 1) {
                    throw new StartException(address.text() + ": " + reason(e, address), e);
                }
            }
        }
    }

    /** Binds the first address and the others on the same port. Of several, some may not exist on this machine. */
    private int bindAll(String name, List<InetSocketAddress> addresses) throws IOException {
        int port = addresses.get(0).getPort();
        IOException missing = new IOException("no address to bind");
        boolean bound = false;
        for (InetSocketAddress address : addresses) {
            try {
                port = transport
                        .bind(name, new InetSocketAddress(address.getAddress(), port))
                        .getPort();
                bound = true;
            } catch (IOException e) {
                if (!isMissing(e)) {
                    throw e;
                }
                missing = e;
            }
        }
        if (!bound) {
            throw missing;
        }
        return port;
    }

    /** Whether the machine has no such address, or Java no such family of addresses, as without IPv6. */
    private static boolean isMissing(IOException e) {
        String text = words(e);
        return root(e) instanceof UnsupportedAddressTypeException
                || text.contains("assign requested address")
                || text.contains("family");
    }

    private static String reason(IOException e, ListenAddress address) {
        String text = words(e);
        int port = address.addresses().get(0).getPort();
        if (text.contains("Permission denied") && port < FIRST_UNPRIVILEGED) {
            return "ports below 1024 need the right to bind them, such as CAP_NET_BIND_SERVICE; or choose another, such as 2525";
        }
        if (text.contains("in use")) {
            return "the port is in use by another program; choose another, or 0 for a free one";
        }
        if (isMissing(e)) {
            return missing(address);
        }
        return "cannot be bound: " + text;
    }

    private static String missing(ListenAddress address) {
        boolean ipv6 = address.addresses().stream()
                .map(InetSocketAddress::getAddress)
                .allMatch(Inet6Address.class::isInstance);
        return ipv6 && !hasIpv6()
                ? "this machine has no IPv6, or Java is told not to use it; choose localhost or an IPv4 address"
                : "this machine has no such address";
    }

    private static boolean hasIpv6() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .anyMatch(Inet6Address.class::isInstance);
        } catch (SocketException e) {
            return false;
        }
    }

    /** What the system says. */
    private static String words(IOException e) {
        return Reason.of(root(e));
    }

    /** MINA hands on what the system says as the cause of an exception of its own. */
    private static Throwable root(IOException e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
