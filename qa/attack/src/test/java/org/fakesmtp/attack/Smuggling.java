package org.fakesmtp.attack;

import java.io.IOException;
import java.util.List;

/** What some servers take for the end of the content, and commands behind it. */
final class Smuggling {

    private static final List<String> ENDS = List.of(
            "\n.\n",
            "\n.\r\n",
            "\r.\r",
            "\r.\r\n",
            "\r\n.\n",
            "\r\n.\r",
            "\r\n.\0\r\n",
            "\r\n\0.\r\n",
            "\r\n. \r\n",
            "\r\r\n.\r\r\n");

    private static final String SMUGGLED =
            "MAIL FROM:<smuggled@client.test>\r\nRCPT TO:<bob@server.test>\r\nDATA\r\nSubject: Smuggled\r\n\r\nx";

    private Smuggling() {}

    static void on(Target target) throws IOException {
        for (String end : ENDS) {
            try (Peer peer = Stage.DATA.reach(target)) {
                Peer.expect(
                        peer.send("Subject: One\r\n\r\nHello" + end + SMUGGLED + "\r\n.\r\n")
                                .reply(),
                        "250");
                Peer.expect(peer.ask("NOOP"), "250");
            }
        }
        List<String> stored = target.takeStored();
        if (stored.size() != ENDS.size() || stored.stream().anyMatch(envelope -> envelope.contains("smuggled@"))) {
            throw new AssertionError("obeyed: " + stored);
        }
    }
}
