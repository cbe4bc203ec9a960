package org.fakesmtp.attack;

import java.io.IOException;
import java.net.SocketException;

/** Clients that go, in every way and at every stage. */
final class Endings {

    private static final int TIMES = 30;

    private Endings() {}

    static void disconnects(Target target) throws IOException {
        for (Stage stage : Stage.values()) {
            for (int i = 0; i < TIMES; i++) {
                stage.reach(target).close();
                stage.reach(target).send(stage.next()).close();
            }
        }
        isNothingStored(target);
    }

    static void resets(Target target) throws IOException {
        for (Stage stage : Stage.values()) {
            for (int i = 0; i < TIMES; i++) {
                stage.reach(target).reset();
                stage.reach(target).send(stage.next()).reset();
            }
        }
        isNothingStored(target);
    }

    /** The server ends the other half by itself. */
    static void halfCloses(Target target) throws IOException {
        for (Stage stage : Stage.values()) {
            for (int i = 0; i < TIMES; i++) {
                try (Peer peer = stage.reach(target).send(stage.next())) {
                    peer.endOutput();
                    peer.awaitEnd();
                }
            }
        }
        isNothingStored(target);
    }

    /** What comes in the clear behind close_notify may be of anyone. */
    static void clearBehindCloseNotify(Target target) throws IOException {
        for (int i = 0; i < TIMES; i++) {
            try (Peer peer = Stage.TLS_CONTENT.reach(target)) {
                peer.endOutput();
                peer.sendInClear("\r\n.\r\nNOOP\r\n");
                peer.awaitEnd();
            } catch (SocketException e) {
                // the server was quicker
            }
        }
        isNothingStored(target);
    }

    private static void isNothingStored(Target target) throws IOException {
        if (!target.takeStored().isEmpty()) {
            throw new AssertionError("a part was stored");
        }
    }
}
