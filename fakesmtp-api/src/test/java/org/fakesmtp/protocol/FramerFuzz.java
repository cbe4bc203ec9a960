package org.fakesmtp.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fakesmtp.fuzz.Oracle;
import org.fakesmtp.protocol.framing.Expectation;
import org.fakesmtp.protocol.framing.Framer;
import org.fakesmtp.protocol.framing.Inbox;
import org.fakesmtp.protocol.framing.Unit;

/**
 * The framer against a plain reading of the whole text. The first octet of an input chooses the longest line, the second where the octets are cut, the next four what is asked for;
 * then come the octets.
 */
public final class FramerFuzz {

    private static final int[] LIMITS = {0, 1, 2, 7, 64, 512};
    private static final int ASKED = 4;
    private static final int HEAD = 2 + ASKED;

    private FramerFuzz() {}

    public static Stream<byte[]> seeds() {
        return IntStream.range(0, 16).mapToObj(i -> {
            byte[] text = "AUTH PLAIN AHUAcA==\r\n.a\r\n..b\r\n\r.\n.\r\n.\r\nNOOP\r\n\u0016\r\n".getBytes(ISO_8859_1);
            byte[] head = {(byte) i, (byte) i, (byte) (i % 4), (byte) (i / 4), 2, 7};
            byte[] input = Arrays.copyOf(head, HEAD + text.length);
            System.arraycopy(text, 0, input, HEAD, text.length);
            return input;
        });
    }

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length < HEAD) {
            return;
        }
        int limit = LIMITS[(input[0] & 0xFF) % LIMITS.length];
        List<Expectation> asked = IntStream.range(2, HEAD)
                .mapToObj(i -> expectation(input[i] & 0xFF))
                .toList();
        byte[] octets = Arrays.copyOfRange(input, HEAD, input.length);
        List<String> expected = new PlainReading(new String(octets, ISO_8859_1), limit).units(asked);
        Oracle.same(new Cutting(limit, asked).whole(octets), expected);
        Oracle.same(new Cutting(limit, asked).pieces(octets, new Random(input[1])), expected);
    }

    private static Expectation expectation(int octet) {
        return switch (octet % 4) {
            case 0 -> Expectation.COMMAND;
            case 1 -> Expectation.AUTH_LINE;
            case 2 -> Expectation.CONTENT;
            default -> Expectation.chunk(octet / 4);
        };
    }

    /** A framer at work, asked for one thing after the other and then for commands; what it cuts is noted, the blocks of one content or chunk as one. */
    private static final class Cutting {

        private final Inbox inbox = new Inbox();
        private final Framer framer;
        private final List<Expectation> asked;
        private final List<String> units = new ArrayList<>();
        private final StringBuilder blocks = new StringBuilder();
        private Expectation expected = Expectation.COMMAND;
        private int next;

        Cutting(int limit, List<Expectation> asked) {
            this.framer = new Framer(inbox, limit);
            this.asked = asked;
            turn();
        }

        List<String> whole(byte[] octets) {
            arrive(octets);
            return noted();
        }

        List<String> pieces(byte[] octets, Random cuts) {
            Oracle.pieces(octets, 20, cuts).forEach(this::arrive);
            arrive(new byte[0]);
            return noted();
        }

        private List<String> noted() {
            units.add("left " + blocks);
            return units;
        }

        private void arrive(byte[] octets) {
            byte[] segment = octets.clone();
            inbox.offer(segment, 0, segment.length);
            Optional<Unit> unit = framer.cut(expected);
            while (unit.isPresent()) {
                note(unit.get());
                unit = framer.cut(expected);
            }
            inbox.settle();
            Arrays.fill(segment, (byte) '#');
        }

        private void turn() {
            expected = next < asked.size() ? asked.get(next++) : Expectation.COMMAND;
        }

        private void note(Unit unit) {
            if (unit instanceof Unit.Block block) {
                int length = block.octets().remaining();
                byte[] octets = new byte[length];
                block.octets().get(octets);
                blocks.append(new String(octets, ISO_8859_1));
                expected = expected.kind() == Expectation.Kind.CHUNK
                        ? Expectation.chunk(expected.octets() - length)
                        : expected;
                return;
            }
            units.add(unit instanceof Unit.Line line ? "line " + line.text() : unit + " " + blocks);
            blocks.setLength(0);
            turn();
            expected = unit == Unit.Event.NOT_SMTP ? Expectation.NOTHING : expected;
        }
    }
}
