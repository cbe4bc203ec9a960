package org.fakesmtp.dialogue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
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

    private static final ConversationFuzz.Server SERVER = ConversationFuzz.server(
            "bare-newline", "refuse",
            "reject.no.on", "RCPT",
            "reject.no.when.recipient", "no@*",
            "reject.no.reply", "550 5.1.1 No",
            "delay.some.on", "*",
            "delay.some.every", "3",
            "delay.some.time", "1s..2s");

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

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void each_command_has_one_reply_however_the_octets_are_cut(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            ConversationFuzz.converse(SERVER, conversation(random), random);
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
}
