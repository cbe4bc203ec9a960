package org.fakesmtp.proof;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import org.fakesmtp.attack.ClientThreads;
import org.fakesmtp.dist.Server;

/**
 * A server under load up to a random moment.
 *
 * @param sessions how many clients send at a time
 * @param acknowledgements how many are heard until the moment
 * @param seed of what is sent
 */
record Round(int sessions, int acknowledgements, long seed) {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** What happens to a server. */
    interface End {

        /** Ends it, in whatever way; its process is gone afterwards. */
        void of(Server server) throws IOException, InterruptedException;
    }

    /** From one to 64 sessions, and twice as many acknowledgements as are wanted at the most; in some rounds four times of it, so that files of the spool log are used again. */
    static Round random(Random random, int wanted) {
        int sessions = 1 << random.nextInt(7);
        int acknowledgements = 1 + random.nextInt(2 * wanted);
        return new Round(sessions, random.nextInt(8) == 0 ? 4 * acknowledgements : acknowledgements, random.nextLong());
    }

    /** Plays it; afterwards nobody sends any more. */
    void play(Server server, Ledger ledger, End end) throws IOException, InterruptedException {
        int enough = ledger.acknowledgements() + acknowledgements;
        ClientThreads clients = Senders.start(sessions, server.port(), ledger, seed);
        try {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> ledger.acknowledgements() >= enough);
        } finally {
            end.of(server);
        }
        clients.await();
    }
}
