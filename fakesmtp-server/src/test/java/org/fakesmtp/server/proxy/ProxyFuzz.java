package org.fakesmtp.server.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.fakesmtp.fuzz.Oracle.pieces;
import static org.fakesmtp.fuzz.Oracle.same;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.mina.core.buffer.IoBuffer;

/** PROXY headers: the first octet of an input says where the others are cut. */
public final class ProxyFuzz {

    private static final String CLIENT = "EHLO c.test\r\n";

    private ProxyFuzz() {}

    public static Stream<byte[]> seeds() {
        return Stream.concat(
                        Stream.of(
                                        "PROXY TCP4 192.0.2.7 198.51.100.1 50000 25\r\n",
                                        "PROXY TCP6 2001:db8::7 ::ffff:192.0.2.1 1 65535\r\n",
                                        "PROXY UNKNOWN ffff\r\n")
                                .map(Headers::text),
                        Stream.of(
                                Headers.binary(0x21, 0x11, Headers.IPV4),
                                Headers.binary(0x21, 0x21, Headers.ipv6()),
                                Headers.binary(0x21, 0x11, Arrays.copyOf(Headers.IPV4, 200)),
                                Headers.binary(0x20, 0, new byte[0]),
                                Headers.binary(0x21, 0x31, new byte[216])))
                .map(header -> Headers.joined(new byte[] {7}, Headers.joined(header, Headers.text(CLIENT))));
    }

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length < 2) {
            return;
        }
        byte[] octets = Arrays.copyOfRange(input, 1, input.length);
        ProxyHeader header = ProxyHeader.parse(octets, 0, octets.length);
        same(inPieces(octets, octets.length, new Random(1)), header);
        same(inPieces(octets, 20, new Random(input[0])), header);
        if (header instanceof ProxyHeader.Complete complete) {
            check(complete, octets);
        } else if (header instanceof ProxyHeader.Malformed) {
            byte[] more = Headers.joined(octets, Headers.text(CLIENT));
            same(ProxyHeader.parse(more, 0, more.length).getClass(), ProxyHeader.Malformed.class);
        } else {
            same(octets.length < ProxyHeader.LIMIT, true);
        }
    }

    /** What is said when the octets come in pieces. What follows a header must stay untouched. */
    private static ProxyHeader inPieces(byte[] octets, int most, Random cuts) {
        HeaderBuffer buffer = new HeaderBuffer();
        ProxyHeader header = new ProxyHeader.Incomplete();
        int come = 0;
        for (byte[] piece : pieces(octets, most, cuts)) {
            IoBuffer arrived = IoBuffer.wrap(piece);
            header = buffer.take(arrived);
            come += piece.length;
            if (header instanceof ProxyHeader.Complete complete) {
                same(come - arrived.remaining(), complete.length());
            }
            if (!(header instanceof ProxyHeader.Incomplete)) {
                return header;
            }
        }
        return header;
    }

    /** The address is that of the header; nothing behind its end counts. */
    private static void check(ProxyHeader.Complete header, byte[] octets) {
        byte[] alone = Arrays.copyOf(octets, header.length());
        same(ProxyHeader.parse(alone, 0, alone.length), header);
        same(ProxyHeader.parse(alone, 0, alone.length - 1), new ProxyHeader.Incomplete());
        same(header.length() <= ProxyHeader.LIMIT, true);
        header.source().ifPresent(source -> {
            byte[] written = written(source);
            same(
                    ProxyHeader.parse(written, 0, written.length),
                    new ProxyHeader.Complete(written.length, Optional.of(source)));
        });
    }

    private static byte[] written(InetSocketAddress source) {
        String address = source.getAddress().getHostAddress();
        String family = address.indexOf(':') < 0 ? "TCP4" : "TCP6";
        return ("PROXY " + family + ' ' + address + ' ' + address + ' ' + source.getPort() + " 25\r\n")
                .getBytes(ISO_8859_1);
    }
}
