package org.fakesmtp.rule;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.fakesmtp.setting.Values;

/**
 * One address or a network in CIDR notation (RFC 4632). An IPv4 address is kept as the IPv6 address it is mapped to (RFC 4291, section 2.5.5.2), so
 * that both are one; a network of IPv6 beyond those holds no IPv4 address.
 *
 * @param network the address with the bits behind the prefix cleared
 * @param prefix the number of bits that count, of 128
 */
public record Network(IpAddress network, int prefix) {

    /**
     * Reads {@code 127.0.0.1}, {@code ::1} or {@code 10.0.0.0/8}.
     *
     * @throws IllegalArgumentException where the text is neither; the message shows the right form
     */
    public static Network parse(String text) {
        int slash = text.indexOf('/');
        IpAddress address =
                IpAddress.parse(slash < 0 ? text : text.substring(0, slash)).orElseThrow(() -> malformed(text));
        int width = address.isIpv4() ? 32 : 128;
        int bits = slash < 0 ? width : bits(text.substring(slash + 1), width, text);
        int prefix = bits + 128 - width;
        return new Network(address.prefix(prefix), prefix);
    }

    /**
     * Reads several, with commas.
     *
     * @throws IllegalArgumentException where one of them is neither
     */
    public static List<Network> parseList(String text) {
        return Values.list(text).stream().map(Network::parse).toList();
    }

    /** The network of 24 bits that an IPv4 address is of, or that of 64 bits of an IPv6 address; empty where the address is not resolved. */
    public static Optional<Network> around(InetSocketAddress socket) {
        return Optional.ofNullable(socket.getAddress()).map(found -> {
            IpAddress address = IpAddress.of(found.getAddress());
            int prefix = address.isIpv4() ? 96 + 24 : 64;
            return new Network(address.prefix(prefix), prefix);
        });
    }

    /** Whether the address of the socket is of this network; one that is not resolved is of none. */
    public boolean contains(InetSocketAddress socket) {
        return Optional.ofNullable(socket.getAddress()).filter(this::contains).isPresent();
    }

    private boolean contains(InetAddress address) {
        IpAddress one = IpAddress.of(address.getAddress());
        return one.prefix(prefix).equals(network) && one.isIpv4() == network.isIpv4();
    }

    private static int bits(String digits, int width, String text) {
        int bits = digits.matches("[0-9]{1,3}") ? Integer.parseInt(digits) : width + 1;
        if (bits > width) {
            throw malformed(text);
        }
        return bits;
    }

    private static IllegalArgumentException malformed(String text) {
        return new IllegalArgumentException(
                "'" + text + "' is no address or network such as 127.0.0.1, ::1 or 10.0.0.0/8");
    }
}
