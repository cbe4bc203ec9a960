package org.fakesmtp.dialogue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole conversations of commands in any order, garbage among them. */
class FuzzTest {

    private static final int ROUNDS = 400;
    private static final String END_OF_LINE = "\r\n";

    private static final List<String> COMMANDS = List.of(
            "HELO c.test",
            "EHLO c.test",
            "HELO",
            "MAIL FROM:<a@x.test>",
            "MAIL FROM:<> SIZE=3",
            "mail from: <\"a b\"@[IPv6:::1]> BODY=8BITMIME",
            "MAIL FROM:<a@x.test> SIZE=999",
            "MAIL FROM:<a@",
            "RCPT TO:<b@x.test>",
            "RCPT TO:<@r.test:b@x.test>",
            "RCPT TO:<no@x.test>",
            "RCPT TO:<",
            "DATA",
            "DATA now",
            "RSET",
            "NOOP",
            "VRFY",
            "EXPN b",
            "HELP",
            "STARTTLS",
            "",
            ".",
            "..",
            "text");

    private static final Map<String, String> SETTINGS = endless(Map.of(
            "limit.command-line", "64B",
            "limit.size", "100B",
            "limit.recipients", "3",
            "bare-newline", "refuse",
            "reject.no.on", "RCPT",
            "reject.no.when.recipient", "no@*",
            "reject.no.reply", "550 5.1.1 No",
            "delay.some.on", "*",
            "delay.some.every", "3",
            "delay.some.time", "1s..2s"));

    /** The settings of a session that may do as much wrong as it likes. */
    private static Map<String, String> endless(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("limit.errors", "0");
        all.put("limit.idle-commands", "0");
        return Map.copyOf(all);
    }

    private static String line(Random random) {
        if (random.nextInt(6) > 0) {
            String command = COMMANDS.get(random.nextInt(COMMANDS.size()));
            return random.nextInt(20) > 0 ? command : command + " ".repeat(random.nextInt(80));
        }
        byte[] octets = new byte[random.nextInt(90)];
        random.nextBytes(octets);
        // A line that begins like a TLS record ends the session.
        return new String(octets, ISO_8859_1).replace(END_OF_LINE, "").replaceFirst("^\\x16+", "");
    }

    /** The final lines of the replies; those of a reply in several lines before it do not count. */
    private static long replies(List<String> said) {
        return said.stream().filter(line -> line.matches("[2-5][0-9]{2} .*")).count();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void every_command_line_has_one_reply_and_content_has_one_at_its_end(long seed) {
        Random random = new Random(seed);
        BareServer server = BareServer.configured(SETTINGS).connect();
        boolean content = false;
        for (int i = 0; i < ROUNDS; i++) {
            List<String> before = server.said();
            String line = line(random);
            List<String> after = server.receive(line + END_OF_LINE).said();
            boolean silent = content && !line.equals(".");
            assertThat(replies(after) - replies(before)).as("%s", line).isEqualTo(silent ? 0 : 1);
            content = silent || after.get(after.size() - 1).startsWith("354");
        }
        assertThat(server.deliveries()).allMatch(message -> message.length() <= 100);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void what_is_said_does_not_depend_on_where_the_octets_are_cut(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] sent = conversation(random);
            BareServer uncut = BareServer.configured(SETTINGS).connect().receive(sent, 0, sent.length);
            BareServer cut = inPieces(random, sent);
            assertThat(cut.said()).isEqualTo(uncut.said());
            assertThat(cut.deliveries()).isEqualTo(uncut.deliveries());
            assertThat(cut.pauses()).isEqualTo(uncut.pauses());
        }
    }

    private static byte[] conversation(Random random) {
        List<String> lines = new ArrayList<>();
        for (int i = random.nextInt(40); i >= 0; i--) {
            lines.add(line(random));
        }
        lines.add(random.nextBoolean() ? "QUIT\r\n" : "");
        return String.join(END_OF_LINE, lines).getBytes(ISO_8859_1);
    }

    private static BareServer inPieces(Random random, byte[] sent) {
        BareServer server = BareServer.configured(SETTINGS).connect();
        for (int from = 0; from < sent.length; ) {
            int to = Math.min(sent.length, from + 1 + random.nextInt(30));
            server.receive(sent, from, to);
            from = to;
        }
        return server;
    }
}
