package org.fakesmtp.rule;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** An address of 128 bits; one of IPv4 is the IPv6 address it is mapped to. Read without a name look-up. */
public record IpAddress(long high, long low) {

    private static final long MAPPED = 0xFFFFL << 32;
    private static final int GROUPS = 8;

    /** The address of 4 or 16 octets in network order. */
    public static IpAddress of(byte[] octets) {
        ByteBuffer buffer = ByteBuffer.wrap(octets);
        if (octets.length == Integer.BYTES) {
            return new IpAddress(0, MAPPED | Integer.toUnsignedLong(buffer.getInt()));
        }
        return new IpAddress(buffer.getLong(), buffer.getLong());
    }

    /** Reads an IPv4 address of four decimal numbers or an IPv6 address without a zone; empty where the text is neither. */
    public static Optional<IpAddress> parse(String text) {
        return text.indexOf(':') < 0 ? ipv4(text).map(bits -> new IpAddress(0, MAPPED | bits)) : ipv6(text);
    }

    /** The 16 octets in network order. */
    public byte[] octets() {
        return ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array();
    }

    /** Whether it is the IPv6 address to which one of IPv4 is mapped (RFC 4291, section 2.5.5.2). */
    public boolean isIpv4() {
        return high == 0 && low >>> 32 == 0xFFFF;
    }

    /** This address with all bits behind the first ones cleared. */
    IpAddress prefix(int bits) {
        return new IpAddress(high & mask(bits), low & mask(bits - Long.SIZE));
    }

    private static long mask(int bits) {
        return bits <= 0 ? 0 : bits >= Long.SIZE ? -1 : -1L << (Long.SIZE - bits);
    }

    private static Optional<Long> ipv4(String text) {
        if (!text.matches("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\\.(?!$)|$)){4}")) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(text.split("\\.", -1))
                .mapToLong(Long::parseLong)
                .reduce(0, (bits, octet) -> bits << 8 | octet));
    }

    /** Eight groups of hexadecimal digits; {@code ::} stands once for groups of zeros, and the last two may be written as IPv4. */
    private static Optional<IpAddress> ipv6(String text) {
        String hex = withoutIpv4Tail(text);
        int gap = hex.indexOf("::");
        if (gap < 0) {
            return groups(hex).filter(groups -> groups.size() == GROUPS).map(groups -> joined(groups, List.of()));
        }
        Optional<List<Integer>> after = groups(hex.substring(gap + 2));
        return groups(hex.substring(0, gap))
                .flatMap(before -> after.filter(rest -> before.size() + rest.size() < GROUPS)
                        .map(rest -> joined(before, rest)));
    }

    private static String withoutIpv4Tail(String text) {
        int tail = text.lastIndexOf(':') + 1;
        return ipv4(text.substring(tail))
                .map(bits ->
                        text.substring(0, tail) + Long.toHexString(bits >>> 16) + ':' + Long.toHexString(bits & 0xFFFF))
                .orElse(text);
    }

    private static Optional<List<Integer>> groups(String text) {
        if (text.isEmpty()) {
            return Optional.of(List.of());
        }
        List<String> groups = List.of(text.split(":", -1));
        boolean valid = groups.stream().allMatch(group -> group.matches("[0-9A-Fa-f]{1,4}"));
        return valid
                ? Optional.of(groups.stream()
                        .map(group -> Integer.parseInt(group, 16))
                        .toList())
                : Optional.empty();
    }

    private static IpAddress joined(List<Integer> before, List<Integer> after) {
        ByteBuffer buffer = ByteBuffer.allocate(2 * Long.BYTES);
        before.forEach(group -> buffer.putShort(group.shortValue()));
        buffer.position(2 * (GROUPS - after.size()));
        after.forEach(group -> buffer.putShort(group.shortValue()));
        return of(buffer.array());
    }
}
