package org.fakesmtp.server.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.fakesmtp.server.proxy.Headers.IPV4;
import static org.fakesmtp.server.proxy.Headers.binary;
import static org.fakesmtp.server.proxy.Headers.ipv6;
import static org.fakesmtp.server.proxy.Headers.joined;
import static org.fakesmtp.server.proxy.Headers.text;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyHeaderTest {

    static Stream<Arguments> headers() {
        return Stream.of(
                arguments(text("PROXY TCP4 192.0.2.7 198.51.100.1 50000 25\r\n"), "192.0.2.7:50000"),
                arguments(text("PROXY TCP4 255.255.255.255 255.255.255.255 65535 65535\r\n"), "255.255.255.255:65535"),
                arguments(text("PROXY TCP6 2001:db8::7 ::1 0 25\r\n"), "2001:db8:0:0:0:0:0:7:0"),
                arguments(text("PROXY TCP6 ::ffff:192.0.2.7 ::1 1 25\r\n"), "192.0.2.7:1"),
                arguments(text("PROXY UNKNOWN\r\n"), "unknown"),
                arguments(text("PROXY UNKNOWN " + "f".repeat(91) + "\r\n"), "unknown"),
                arguments(binary(0x21, 0x11, IPV4), "192.0.2.7:50000"),
                arguments(binary(0x21, 0x21, ipv6()), "2001:0:0:0:0:0:0:9:256"),
                arguments(binary(0x21, 0x11, joined(IPV4, new byte[] {4, 0, 1, 0})), "192.0.2.7:50000"),
                arguments(binary(0x21, 0x11, Arrays.copyOf(IPV4, 4096)), "192.0.2.7:50000"),
                arguments(binary(0x20, 0, new byte[0]), "unknown"),
                arguments(binary(0x20, 0x11, IPV4), "unknown"),
                arguments(binary(0x21, 0, new byte[7]), "unknown"),
                arguments(binary(0x21, 0x12, IPV4), "unknown"),
                arguments(binary(0x21, 0x31, new byte[216]), "unknown"));
    }

    @ParameterizedTest
    @MethodSource("headers")
    void aHeaderIsReadHoweverItIsCut(byte[] header, String source) {
        for (int length = 0; length < header.length; length++) {
            assertThat(parse(Arrays.copyOf(header, length)))
                    .as("%s octets", length)
                    .isInstanceOf(ProxyHeader.Incomplete.class);
        }
        assertThat(source(parse(header))).isEqualTo(source);
    }

    @ParameterizedTest
    @MethodSource("headers")
    void whatFollowsAHeaderIsNotTouched(byte[] header, String source) {
        ProxyHeader read = parse(joined(header, text("PROXY EHLO\r\n")));

        assertThat(read)
                .isInstanceOfSatisfying(
                        ProxyHeader.Complete.class,
                        complete -> assertThat(complete.length()).isEqualTo(header.length));
        assertThat(source(read)).isEqualTo(source);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EHLO x\r\n",
                "P\r\n",
                "proxy TCP4 192.0.2.7 198.51.100.1 50000 25\r\n",
                "PROXY\r\n",
                "PROXY \r\n",
                "PROXY TCP5 192.0.2.7 198.51.100.1 50000 25\r\n",
                "PROXY TCP4 192.0.2.7 198.51.100.1 50000\r\n",
                "PROXY TCP4 192.0.2.7 198.51.100.1 50000 25 \r\n",
                "PROXY TCP4 192.0.2.7 198.51.100.1  50000 25\r\n",
                "PROXY TCP4 192.0.2.7 198.51.100.1 65536 25\r\n",
                "PROXY TCP4 192.0.2.7 198.51.100.1 +1 25\r\n",
                "PROXY TCP4 192.0.2.7 198.51.100.1 1 025\r\n",
                "PROXY TCP4 192.0.2.07 198.51.100.1 1 25\r\n",
                "PROXY TCP4 192.0.2 198.51.100.1 1 25\r\n",
                "PROXY TCP4 mail.example.test 198.51.100.1 1 25\r\n",
                "PROXY TCP4 192.0.2.7 x 1 25\r\n",
                "PROXY TCP4 ::1 ::1 1 25\r\n",
                "PROXY TCP6 192.0.2.7 192.0.2.8 1 25\r\n",
                "PROXY TCP6 ::1%lo ::1 1 25\r\n",
                "PROXY UNKNOWNS\r\n",
                "\r\n\r\n\0\r\nQUIZ",
                "\r\nEHLO x\r\n"
            })
    void whatIsNoHeaderIsMalformed(String octets) {
        assertThat(parse(text(octets))).isInstanceOf(ProxyHeader.Malformed.class);
    }

    @Test
    void whatIsNoHeaderIsToldByItsFirstWrongOctet() {
        assertThat(parse(text("E"))).isInstanceOf(ProxyHeader.Malformed.class);
        assertThat(parse(text("PROXZ"))).isInstanceOf(ProxyHeader.Malformed.class);
        assertThat(parse(Arrays.copyOf(binary(0x31, 0x11, IPV4), 13))).isInstanceOf(ProxyHeader.Malformed.class);
        assertThat(parse(Arrays.copyOf(binary(0x21, 0x41, IPV4), 14))).isInstanceOf(ProxyHeader.Malformed.class);
    }

    static Stream<Arguments> wrongBinaries() {
        return Stream.of(
                arguments(binary(0x11, 0x11, IPV4), "version 2 has an unknown version or command"),
                arguments(binary(0x22, 0x11, IPV4), "version 2 has an unknown version or command"),
                arguments(binary(0x21, 0x13, IPV4), "version 2 has an unknown family or transport"),
                arguments(binary(0x21, 0x41, IPV4), "version 2 has an unknown family or transport"),
                arguments(binary(0x21, 0x11, new byte[11]), "version 2 is too short for its addresses"),
                arguments(binary(0x21, 0x21, new byte[35]), "version 2 is too short for its addresses"),
                arguments(binary(0x21, 0x11, new byte[4097]), "version 2 is longer than 4112 octets"),
                arguments(binary(0x20, 0, new byte[65535]), "version 2 is longer than 4112 octets"),
                arguments(text("PROXY UNKNOWN " + "f".repeat(93)), "version 1 does not end within 107 octets"),
                arguments(
                        text("PROXY UNKNOWN " + "f".repeat(92) + "\r\n"), "version 1 does not end within 107 octets"));
    }

    @ParameterizedTest
    @MethodSource("wrongBinaries")
    void theReasonIsTold(byte[] header, String reason) {
        assertThat(parse(header)).isEqualTo(new ProxyHeader.Malformed(reason));
    }

    @Test
    void anyOctetsHaveAnAnswerThatNeverChangesOnceItIsGiven() {
        Random random = new Random(7);
        byte[][] seeds = headers().map(arguments -> (byte[]) arguments.get()[0]).toArray(byte[][]::new);
        for (int round = 0; round < 20_000; round++) {
            byte[] octets = seeds[random.nextInt(seeds.length)].clone();
            for (int change = random.nextInt(4); change >= 0; change--) {
                octets[random.nextInt(Math.min(octets.length, 120))] = (byte) random.nextInt(256);
            }
            int cut = random.nextInt(octets.length);
            ProxyHeader early = parse(Arrays.copyOf(octets, cut));
            if (!(early instanceof ProxyHeader.Incomplete)) {
                assertThat(parse(octets)).as(new String(octets, ISO_8859_1)).isEqualTo(early);
            }
        }
    }

    /** Reads octets in the midst of an array. */
    private static ProxyHeader parse(byte[] octets) {
        byte[] array = joined(text("xyz"), joined(octets, text("\r\n")));
        return ProxyHeader.parse(array, 3, octets.length);
    }

    private static String source(ProxyHeader header) {
        return ((ProxyHeader.Complete) header)
                .source()
                .map(source -> source.getAddress().getHostAddress() + ":" + source.getPort())
                .orElse("unknown");
    }
}
