package org.fakesmtp.server.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.fakesmtp.rule.IpAddress;

/** Version 1: {@code PROXY TCP4 192.0.2.1 198.51.100.1 50000 25} and CR LF, 107 octets with them at most. */
final class TextHeader {

    private static final byte[] BEGINNING = "PROXY ".getBytes(US_ASCII);
    private static final int LIMIT = 107;
    private static final int FIELDS = 6;

    private TextHeader() {}

    static ProxyHeader parse(Octets octets) {
        if (!octets.agreesWith(BEGINNING)) {
            return new ProxyHeader.Malformed("it begins otherwise");
        }
        int end = end(octets);
        if (end >= 0) {
            return read(new String(octets.array(), octets.offset(), end, US_ASCII));
        }
        return octets.length() < LIMIT
                ? new ProxyHeader.Incomplete()
                : new ProxyHeader.Malformed("version 1 does not end within " + LIMIT + " octets");
    }

    /** Where CR LF is, or -1. */
    private static int end(Octets octets) {
        for (int index = 0; index + 1 < Math.min(octets.length(), LIMIT); index++) {
            if (octets.at(index) == '\r' && octets.at(index + 1) == '\n') {
                return index;
            }
        }
        return -1;
    }

    private static ProxyHeader read(String line) {
        int length = line.length() + 2;
        if (line.equals("PROXY UNKNOWN") || line.startsWith("PROXY UNKNOWN ")) {
            return new ProxyHeader.Complete(length, Optional.empty());
        }
        return source(List.of(line.split(" ", -1)))
                .<ProxyHeader>map(source -> new ProxyHeader.Complete(length, Optional.of(source)))
                .orElseGet(() -> new ProxyHeader.Malformed("version 1 has wrong fields"));
    }

    /** The source, where all fields are right. */
    private static Optional<InetSocketAddress> source(List<String> fields) {
        if (fields.size() != FIELDS) {
            return Optional.empty();
        }
        Optional<IpAddress> source = address(fields.get(1), fields.get(2));
        Optional<IpAddress> target = address(fields.get(1), fields.get(3));
        OptionalInt port = port(fields.get(4));
        if (source.isEmpty()
                || target.isEmpty()
                || port.isEmpty()
                || port(fields.get(5)).isEmpty()) {
            return Optional.empty();
        }
        return source.map(address -> Octets.socket(address.octets(), port.getAsInt()));
    }

    private static Optional<IpAddress> address(String family, String text) {
        boolean colons = text.indexOf(':') >= 0;
        boolean fits = family.equals(colons ? "TCP6" : "TCP4");
        return fits ? IpAddress.parse(text) : Optional.empty();
    }

    private static OptionalInt port(String text) {
        if (!text.matches("0|[1-9][0-9]{0,4}") || Integer.parseInt(text) > 65535) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(Integer.parseInt(text));
    }
}
