package org.fakesmtp.attack;

import java.io.IOException;
import java.util.List;

/** NUL and the others of C0 in arguments. */
final class ControlCharacters {

    private static final List<String> LINES = List.of(
            "NOOP a%sb",
            "MAIL FROM:<a%sb@client.test>",
            "MAIL FROM:<a@client.test> SIZE=1%s",
            "MAIL%s FROM:<a@client.test>",
            "XY%sZ");

    private ControlCharacters() {}

    static void on(Target target) throws IOException {
        for (char control = 0; control < ' '; control++) {
            if (control != '\r' && control != '\n') {
                for (String line : LINES) {
                    try (Peer peer = Stage.HELLO.reach(target)) {
                        isAnsweredOnce(peer, line.formatted(control));
                    }
                }
            }
        }
    }

    private static void isAnsweredOnce(Peer peer, String line) throws IOException {
        String reply = peer.ask(line);
        if (reply.chars().anyMatch(octet -> octet < ' ')) {
            throw new AssertionError("control characters in a reply");
        }
        Peer.expect(reply, "(250|5..)");
        Peer.expect(peer.ask("HELP"), "214");
    }
}
