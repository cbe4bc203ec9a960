package org.fakesmtp.protocol.framing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where units begin and end, however the octets arrive, and how little is kept of them. */
class FramerTest {

    private static final int LIMIT = 64;
    private static final long SEED = 5321;

    private final Inbox inbox = new Inbox();
    private final Framer framer = new Framer(inbox, LIMIT);

    /** The units of a stream, blocks of content joined; {@code wanted} is read until the end of content. */
    private List<String> arrive(Expectation wanted, byte[] octets) {
        List<String> units = new ArrayList<>();
        inbox.offer(octets.clone(), 0, octets.length);
        Optional<Unit> unit = framer.cut(wanted);
        while (unit.isPresent()) {
            units.add(text(unit.get()));
            unit = framer.cut(wanted);
        }
        inbox.settle();
        return units;
    }

    private static String text(Unit unit) {
        if (unit instanceof Unit.Line line) {
            return line.text();
        }
        return unit instanceof Unit.Block block
                ? ISO_8859_1.decode(block.octets()).toString()
                : unit.toString();
    }

    private static byte[] octets(String text) {
        return text.getBytes(ISO_8859_1);
    }

    /** Octets of which many are those that matter. */
    private static byte[] random(Random random, int size) {
        byte[] octets = new byte[size];
        for (int i = 0; i < size; i++) {
            octets[i] = (byte) "\r\n.\r\nab".charAt(random.nextInt(7));
        }
        return octets;
    }

    /** What the RFC says of content, in the simplest words there are. */
    private static String unstuffed(String content) {
        return ("\r\n" + content).replace("\r\n.", "\r\n").substring(2);
    }

    @Test
    void content_in_pieces_is_what_it_is_in_one() {
        Random random = new Random(SEED);
        for (int round = 0; round < 2_000; round++) {
            byte[] octets = random(random, 1 + random.nextInt(60));
            String sent = new String(octets, ISO_8859_1) + "x";
            int end = ("\r\n" + sent).indexOf("\r\n.\r\n");
            String expected = end < 0 ? unstuffed(sent) : unstuffed(sent.substring(0, end)) + "END_OF_CONTENT";
            assertThat(inPieces(random, octets(sent), end >= 0))
                    .as("%s", sent.replace("\r", "R").replace("\n", "N"))
                    .isEqualTo(expected);
        }
    }

    private static String inPieces(Random random, byte[] octets, boolean ends) {
        FramerTest fresh = new FramerTest();
        StringBuilder all = new StringBuilder();
        for (int from = 0; from < octets.length && !(ends && all.indexOf("END") >= 0); ) {
            int to = Math.min(octets.length, from + 1 + random.nextInt(5));
            fresh.arrive(Expectation.CONTENT, java.util.Arrays.copyOfRange(octets, from, to))
                    .forEach(all::append);
            from = to;
        }
        int end = all.indexOf("END_OF_CONTENT");
        return end < 0 ? all.toString() : all.substring(0, end + "END_OF_CONTENT".length());
    }

    @Test
    void lines_in_pieces_are_what_they_are_in_one() {
        Random random = new Random(SEED);
        for (int round = 0; round < 500; round++) {
            byte[] octets = random(random, 400);
            List<String> whole = new FramerTest().arrive(Expectation.COMMAND, octets);
            List<String> pieces = new ArrayList<>();
            FramerTest fresh = new FramerTest();
            for (byte octet : octets) {
                pieces.addAll(fresh.arrive(Expectation.COMMAND, new byte[] {octet}));
            }
            assertThat(pieces).isEqualTo(whole);
        }
    }

    @Test
    void line_is_too_long_when_it_is_over_the_limit_with_its_line_end() {
        assertThat(arrive(Expectation.COMMAND, octets("x".repeat(LIMIT - 2) + "\r\nNOOP\r\n")))
                .containsExactly("x".repeat(LIMIT - 2), "NOOP");
        assertThat(arrive(Expectation.COMMAND, octets("x".repeat(LIMIT - 1) + "\r\nNOOP\r\n")))
                .containsExactly("LINE_TOO_LONG", "NOOP");
    }

    @Test
    void line_of_any_length_is_taken_where_there_is_no_limit() {
        Inbox octets = new Inbox();
        octets.offer(octets("x".repeat(100_000) + "\r\n"), 0, 100_002);
        assertThat(new Framer(octets, 0).cut(Expectation.COMMAND)).contains(new Unit.Line("x".repeat(100_000)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AUTH ", "auth "})
    void auth_may_be_longer_than_other_commands_and_has_a_limit_of_its_own(String auth) {
        String longest = auth + "x".repeat(12_288 - 2 - auth.length());
        assertThat(arrive(Expectation.COMMAND, octets(longest + "\r\nNOOP\r\n")))
                .containsExactly(longest, "NOOP");
        assertThat(arrive(Expectation.COMMAND, octets(longest + "x\r\nNOOP\r\n")))
                .containsExactly("LINE_TOO_LONG", "NOOP");
        assertThat(arrive(Expectation.COMMAND, octets("AUTHOR " + "x".repeat(LIMIT) + "\r\n")))
                .containsExactly("LINE_TOO_LONG");
    }

    @Test
    void octet_that_begins_tls_is_seen_at_the_start_of_a_command_alone() {
        assertThat(arrive(Expectation.COMMAND, octets("NOOP\r\nx\u0016\r\n"))).containsExactly("NOOP", "x\u0016");
        assertThat(arrive(Expectation.COMMAND, octets("x".repeat(LIMIT)))).isEmpty();
        assertThat(arrive(Expectation.COMMAND, octets("\u0016\r\n"))).containsExactly("LINE_TOO_LONG");
        inbox.offer(octets("\u0016\u0003"), 0, 2);
        assertThat(framer.cut(Expectation.COMMAND)).contains(Unit.Event.NOT_SMTP);
    }

    @Test
    void line_is_under_way_from_its_first_octet_to_its_end_and_is_then_counted() {
        assertThat(framer.isInLine()).isFalse();
        arrive(Expectation.COMMAND, octets("NOO"));
        assertThat(framer.isInLine()).isTrue();
        assertThat(framer.lines()).isZero();
        arrive(Expectation.COMMAND, octets("P\r\n"));
        assertThat(framer.isInLine()).isFalse();
        assertThat(framer.lines()).isEqualTo(1);
    }

    @Test
    void line_that_is_too_long_is_under_way_and_counted_as_any_other() {
        arrive(Expectation.COMMAND, octets("x".repeat(LIMIT + 1)));
        assertThat(framer.isInLine()).isTrue();
        arrive(Expectation.COMMAND, octets("x\r\n"));
        assertThat(framer.isInLine()).isFalse();
        assertThat(framer.lines()).isEqualTo(1);
    }

    @Test
    void an_endless_line_is_thrown_away_as_it_comes() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(arrive(Expectation.COMMAND, octets("xxx\rx\n"))).isEmpty();
            assertThat(inbox.size()).isLessThan(LIMIT);
        }
        assertThat(arrive(Expectation.COMMAND, octets("\r\n"))).containsExactly("LINE_TOO_LONG");
        assertThat(inbox.isEmpty()).isTrue();
    }

    @Test
    void endless_content_is_passed_on_as_it_comes() {
        for (String part : List.of("xxxxx", "\r", "\n", ".", "\r", "\r", "\n", ".x")) {
            for (int i = 0; i < 100; i++) {
                arrive(Expectation.CONTENT, octets(part));
                assertThat(inbox.size()).isLessThanOrEqualTo(2);
            }
        }
    }

    @Test
    void a_block_of_content_is_not_cut_at_each_line() {
        assertThat(arrive(Expectation.CONTENT, octets("a\r\nb\r\n\r\nc\r\n..d\r\n.\r\n")))
                .containsExactly("a\r\nb\r\n\r\nc\r\n", ".d\r\n", "END_OF_CONTENT");
    }

    @Test
    void where_nothing_is_read_any_more_nothing_is_kept() {
        assertThat(arrive(Expectation.NOTHING, octets("NOOP\r\n"))).isEmpty();
        assertThat(inbox.isEmpty()).isTrue();
    }

    @Test
    void what_waits_is_copied_before_its_array_is_used_again() {
        byte[] buffer = octets("xxNO");
        inbox.offer(buffer, 2, 2);
        assertThat(framer.cut(Expectation.COMMAND)).isEmpty();
        inbox.settle();
        buffer[2] = '#';
        assertThat(arrive(Expectation.COMMAND, octets("OP\r\n"))).containsExactly("NOOP");
    }
}
