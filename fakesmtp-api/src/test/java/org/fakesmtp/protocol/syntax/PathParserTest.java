package org.fakesmtp.protocol.syntax;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fakesmtp.answer.Refusal;
import org.fakesmtp.answer.ReplyKey;
import org.fakesmtp.mail.Mailbox;
import org.junit.jupiter.api.Test;

/** Paths that nobody thought of. Those that somebody did are in the dialogues. */
class PathParserTest {

    private static final long SEED = 5321;
    private static final int ROUNDS = 5_000;
    private static final String LETTERS = "abcxyzABCXYZ0189";
    private static final String ATEXT = LETTERS + "!#$%&'*+-/=?^_`{|}~";

    private final Random random = new Random(SEED);

    private String text(String characters, int least, int most) {
        return random.ints(least + random.nextInt(most - least + 1), 0, characters.length())
                .mapToObj(i -> characters.substring(i, i + 1))
                .collect(Collectors.joining());
    }

    private String joined(String separator, int most, IntFunction<String> part) {
        return IntStream.rangeClosed(0, random.nextInt(most)).mapToObj(part).collect(Collectors.joining(separator));
    }

    private String localPart() {
        return random.nextBoolean() ? joined(".", 3, i -> text(ATEXT, 1, 6)) : '"' + joined("", 8, i -> quoted()) + '"';
    }

    private String quoted() {
        char c = (char) (' ' + random.nextInt('~' - ' ' + 1));
        return c == '"' || c == '\\' || random.nextInt(8) == 0 ? "\\" + c : String.valueOf(c);
    }

    private String domain() {
        return switch (random.nextInt(5)) {
            case 0 -> "[" + joinedOctets() + "]";
            case 1 -> "[IPv6:" + joinedGroups(8) + "]";
            case 2 -> "[IPv6:" + joinedGroups(3) + "::" + joinedGroups(3) + "]";
            case 3 -> "[" + text(LETTERS, 1, 4) + ":" + text(ATEXT, 1, 9) + "]";
            default -> joined(".", 3, i -> text(LETTERS, 1, 3) + text(LETTERS + "-", 0, 4) + text(LETTERS, 1, 2));
        };
    }

    private String joinedOctets() {
        return IntStream.range(0, 4).mapToObj(i -> "" + random.nextInt(256)).collect(Collectors.joining("."));
    }

    private String joinedGroups(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> text("0123456789abcdefABCDEF", 1, 4))
                .collect(Collectors.joining(":"));
    }

    private static PathParser parser(String text, boolean strict) {
        return new PathParser(text, strict, ReplyKey.RCPT_SYNTAX, ReplyKey.RCPT_BAD_ADDRESS);
    }

    @Test
    void every_mailbox_is_read_as_it_is_printed() throws Refusal {
        for (int round = 0; round < ROUNDS; round++) {
            Mailbox mailbox = new Mailbox(localPart(), domain());
            PathParser parser = parser("TO:<" + mailbox + "> A=1 B", true);
            parser.open("TO:");
            assertThat(parser.path()).contains(mailbox);
            assertThat(parser.parameters()).containsExactly(Map.entry("A", "1"), Map.entry("B", ""));
        }
    }

    @Test
    void a_source_route_is_passed_over() throws Refusal {
        for (int round = 0; round < ROUNDS / 10; round++) {
            Mailbox mailbox = new Mailbox(localPart(), domain());
            PathParser parser = parser("to:<" + joined(",", 3, i -> "@" + domain()) + ":" + mailbox + ">", true);
            parser.open("TO:");
            assertThat(parser.path()).contains(mailbox);
        }
    }

    @Test
    void whatever_comes_is_read_or_refused() {
        for (int round = 0; round < ROUNDS; round++) {
            byte[] octets = new byte[random.nextInt(30)];
            random.nextBytes(octets);
            String wild = new String(octets, ISO_8859_1);
            String tame = text("<>@.\"\\[]:, =aIPv6", 0, 20);
            for (String text :
                    new String[] {wild, tame, "TO:<" + wild, "TO:<" + tame, "TO:<\"" + tame, "TO:<a@[IPv6:" + tame}) {
                Optional<Mailbox> read = read(text, random.nextBoolean());
                read.ifPresent(mailbox ->
                        assertThat(read("TO:<" + mailbox + '>', false)).contains(mailbox));
            }
        }
    }

    /** What is read; a refusal is as good as the null path. */
    private static Optional<Mailbox> read(String text, boolean strict) {
        try {
            PathParser parser = parser(text, strict);
            parser.open("TO:");
            Optional<Mailbox> mailbox = parser.path();
            parser.parameters();
            return mailbox;
        } catch (Refusal refusal) {
            assertThat(refusal.key().byDefault().code()).isEqualTo(501);
            return Optional.empty();
        }
    }
}
