package org.fakesmtp.proof;

import java.io.IOException;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.fakesmtp.attack.ClientThreads;
import org.fakesmtp.attack.Peer;

/** Clients that send letters, over one connection after the other, until the server is gone. */
final class Senders {

    private static final int MOST_LETTERS = 50;

    private Senders() {}

    /**
     * Starts them.
     *
     * @param seed tells what they will send, but not when
     */
    static ClientThreads start(int sessions, int port, Ledger ledger, long seed) {
        AtomicInteger number = new AtomicInteger();
        return ClientThreads.of(sessions, () -> {
            Random random = new Random(seed + number.incrementAndGet());
            while (true) {
                correspond(port, ledger, random);
            }
        });
    }

    private static void correspond(int port, Ledger ledger, Random random) throws IOException {
        try (Correspondence correspondence = new Correspondence(new Peer(port), ledger, random)) {
            correspondence.greet();
            for (int i = random.nextInt(MOST_LETTERS); i >= 0; i--) {
                correspondence.send();
            }
            correspondence.pass("QUIT");
        }
    }
}
