package org.fakesmtp.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fakesmtp.internal.Reason;

/**
 * Where a listener listens. No name is ever looked up: a host is a literal, {@code *} or {@code localhost}.
 *
 * @param text as the user wrote it: {@code localhost:2525}, {@code 192.0.2.1:25}, {@code [::1]:0}, {@code *:25}
 * @param addresses the addresses to bind, at least one; for {@code localhost} those of both loopbacks, IPv4 first, of
 *     which a machine may lack one. Port 0 stands for any free port
 */
public record ListenAddress(String text, List<InetSocketAddress> addresses) {

    private static final Pattern SYNTAX = Pattern.compile("(\\[.*]|[^\\[:]+):([^:]*)");
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
    private static final Pattern IPV4 = Pattern.compile(
            "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])){3}");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9A-Fa-f]*:[0-9A-Fa-f:.]*(%[0-9A-Za-z_.-]+)?]");
    private static final byte[] LOOPBACK_IPV4 = {127, 0, 0, 1};
    private static final byte[] LOOPBACK_IPV6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    /** @throws IllegalArgumentException where there is no address */
    public ListenAddress {
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("'" + text + "' has no address to bind");
        }
        addresses = List.copyOf(addresses);
    }

    /**
     * Reads {@code HOST:PORT}.
     *
     * @throws IllegalArgumentException where the text is none; the message shows the right form
     */
    public static ListenAddress parse(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            throw malformed(text);
        }
        int port = port(matcher.group(2), text);
        List<InetSocketAddress> addresses = hosts(matcher.group(1)).stream()
                .map(host -> new InetSocketAddress(host, port))
                .toList();
        return new ListenAddress(text, addresses);
    }

    private static IllegalArgumentException malformed(String text) {
        String bare = text.startsWith(":") ? text.substring(1) : text;
        if (PORT.matcher(bare).matches()) {
            return new IllegalArgumentException(
                    "'" + text + "' lacks a host, write localhost:" + bare + ", or *:" + bare + " for every address");
        }
        return new IllegalArgumentException("'" + text + "' is no HOST:PORT such as localhost:2525 or [::1]:2525");
    }

    private static int port(String port, String text) {
        if (!PORT.matcher(port).matches() || Integer.parseInt(port) > 65535) {
            throw new IllegalArgumentException("'" + text + "' lacks a port from 0 to 65535, such as localhost:2525");
        }
        return Integer.parseInt(port);
    }

    private static List<InetAddress> hosts(String host) {
        try {
            return switch (host) {
                case "localhost" ->
                    List.of(
                            InetAddress.getByAddress(host, LOOPBACK_IPV4),
                            InetAddress.getByAddress(host, LOOPBACK_IPV6));
                case "*" -> List.of(new InetSocketAddress(0).getAddress());
                default -> List.of(literal(host));
            };
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("'" + host + "' is no address to listen on: " + Reason.of(e), e);
        }
    }

    /** Hands on what looks like a literal only; for that nothing is looked up, even where it is a wrong one. */
    private static InetAddress literal(String host) throws UnknownHostException {
        if (!IPV4.matcher(host).matches() && !IPV6.matcher(host).matches()) {
            throw new IllegalArgumentException(
                    "'" + host + "' is no host to listen on: write localhost, *, an address such as"
                            + " 127.0.0.1 or [::1]; other names are not looked up");
        }
        return InetAddress.getByName(host);
    }
}
