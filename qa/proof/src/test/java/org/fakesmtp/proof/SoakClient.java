package org.fakesmtp.proof;

import java.io.IOException;
import java.util.Random;
import org.fakesmtp.attack.Peer;

/**
 * A client that comes again and again: in TLS or not, with credentials or not, and sometimes it breaks off.
 *
 * @param port of a server that fails by chance
 */
record SoakClient(int port, Ledger ledger, Random random) {

    private static final String ANN = "AUTH PLAIN AGFubgBzZWNyZXQ=";
    private static final int MOST_LETTERS = 5;

    /** Comes until a time of {@link System#nanoTime} has come; returns how often. */
    int visitUntil(long end) {
        int visits = 0;
        while (System.nanoTime() < end) {
            visit();
            visits++;
        }
        return visits;
    }

    private void visit() {
        try (Peer peer = new Peer(port);
                Correspondence correspondence = new Correspondence(peer, ledger, random)) {
            correspondence.greet();
            if (isOneOf(5)) {
                correspondence.pass("STARTTLS");
                peer.secure();
                correspondence.pass("EHLO client.test");
            }
            if (isOneOf(5)) {
                correspondence.pass(ANN);
            }
            if (isOneOf(10)) {
                correspondence.breakOff();
            } else {
                converse(correspondence);
            }
        } catch (IOException e) {
            // It met with what was ordered, and comes again.
        }
    }

    private void converse(Correspondence correspondence) throws IOException {
        for (int i = random.nextInt(MOST_LETTERS); i >= 0; i--) {
            correspondence.send();
        }
        correspondence.pass("QUIT");
    }

    private boolean isOneOf(int many) {
        return random.nextInt(many) == 0;
    }
}
