package org.fakesmtp.attack;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** More connections than a server likes. */
final class Connections {

    private static final int ROUNDS = 3;
    private static final int DESCRIPTORS = 400;

    private Connections() {}

    /** So many clients that stay at a stage and say an octet from time to time. */
    static Attack slow(int clients, Stage stage) {
        return new Attack("%,d slow clients: %s".formatted(clients, stage), target -> slow(target, clients, stage));
    }

    private static void slow(Target target, int clients, Stage stage) throws IOException, InterruptedException {
        List<Peer> peers = new ArrayList<>();
        try {
            for (int i = 0; i < clients; i++) {
                peers.add(stage.reach(target));
            }
            for (int i = 0; i < ROUNDS; i++) {
                for (Peer peer : peers) {
                    say(peer, stage);
                }
                Thread.sleep(200);
            }
            target.probe();
        } finally {
            for (Peer peer : peers) {
                peer.reset();
            }
        }
    }

    private static void say(Peer peer, Stage stage) {
        try {
            peer.send(stage.next().substring(0, 1));
        } catch (IOException e) {
            // it was cut off, which is the server's right
        }
    }

    /** So many clients that come at a time and stay without a word. */
    static void idle(Target target) throws IOException, InterruptedException {
        slow(target, 8_000, Stage.CONNECTED);
    }

    /** Clients that come and go as fast as they can. */
    static void comingAndGoing(Target target) throws InterruptedException {
        Attack.together(8, () -> {
            long end = System.nanoTime() + 5_000_000_000L;
            while (System.nanoTime() < end) {
                target.plain().reset();
                target.tls().reset();
                target.plain().send("EHLO x\r\nQUIT\r\n").reset();
            }
            return end;
        });
    }

    /** Clients that come, agree on TLS and go. */
    static void handshakes(Target target) throws InterruptedException {
        Attack.together(4, () -> {
            for (int i = 0; i < 1_000; i++) {
                Stage.TLS.reach(target).reset();
            }
            return target;
        });
    }

    /** More clients than the server has descriptors for; when they go, those that waited are served. */
    static void descriptors(Target target) throws IOException, InterruptedException {
        List<Peer> peers = new ArrayList<>();
        try {
            for (int i = 0; i < DESCRIPTORS; i++) {
                peers.add(target.plain());
            }
            Thread.sleep(2_000);
        } finally {
            for (Peer peer : peers) {
                peer.reset();
            }
        }
    }
}
