package org.fakesmtp.attack;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Octets without end. */
final class Floods {

    private static final byte[] BLOCK = new byte[64 * 1024];
    private static final int MB = 1024 * 1024;
    private static final int LINE = 20 * MB;
    private static final int MESSAGE = 600 * MB;
    private static final int NOOPS = 1_000_000;
    private static final int RECIPIENTS = 20_000;
    private static final int DEAF = 10;
    private static final int SECONDS = 5;

    static {
        Arrays.fill(BLOCK, (byte) 'A');
    }

    private Floods() {}

    /** A line without an end, from a client at each stage. */
    static void endlessLines(Target target) throws IOException, InterruptedException {
        List<Stage> stages =
                Arrays.stream(Stage.values()).filter(Stage::readsLines).toList();
        AtomicInteger next = new AtomicInteger();
        Attack.together(stages.size(), () -> {
            Stage stage = stages.get(next.getAndIncrement());
            try (Peer peer = stage.reach(target).send(stage.next())) {
                send(peer, LINE);
            }
            return stage;
        });
        isNothingStored(target);
    }

    static void messageInOneLine(Target target) throws IOException {
        try (Peer peer = Stage.DATA.reach(target)) {
            send(peer, MESSAGE);
            peer.send("\r\n.\r\n");
            Peer.expect(peer.reply(), "(250|552)");
        }
    }

    static void messageInManyLines(Target target) throws IOException {
        byte[] lines = BLOCK.clone();
        for (int i = 0; i < lines.length; i += 64) {
            lines[i] = '\r';
            lines[i + 1] = '\n';
        }
        try (Peer peer = Stage.DATA.reach(target)) {
            for (int sent = 0; sent < MESSAGE; sent += lines.length) {
                peer.send(lines);
            }
            peer.send("\r\n.\r\n");
            Peer.expect(peer.reply(), "(250|552)");
        }
    }

    static void recipients(Target target) throws IOException {
        try (Peer peer = Stage.MAIL.reach(target)) {
            for (int i = 0; i < RECIPIENTS; i++) {
                String reply = peer.ask("RCPT TO:<user" + i + "@server.test>");
                if (reply.isEmpty() || reply.startsWith("421")) {
                    return;
                }
                Peer.expect(reply, "(250|452)");
            }
            peer.pass("DATA", "Subject: To all\r\n\r\nHello\r\n.");
        }
    }

    /** Clients that send a million NOOPs each and read no reply. */
    static void deaf(Target target) throws IOException, InterruptedException {
        List<Peer> peers = new ArrayList<>();
        for (int i = 0; i < DEAF; i++) {
            peers.add(Stage.HELLO.reach(target));
        }
        isNotRead(target, peers);
    }

    static void deafInTls(Target target) throws IOException, InterruptedException {
        List<Peer> peers = new ArrayList<>();
        for (int i = 0; i < DEAF; i++) {
            peers.add(Stage.TLS.reach(target).pass("EHLO client.test"));
        }
        isNotRead(target, peers);
    }

    private static void isNotRead(Target target, List<Peer> peers) throws IOException, InterruptedException {
        byte[] noops = "NOOP\r\n".repeat(1000).getBytes(US_ASCII);
        AtomicInteger next = new AtomicInteger();
        ClientThreads clients = ClientThreads.of(peers.size(), () -> {
            Peer peer = peers.get(next.getAndIncrement());
            for (int sent = 0; sent < NOOPS; sent += 1000) {
                peer.send(noops);
            }
            return peer;
        });
        Thread.sleep(SECONDS * 1000L);
        target.probe();
        for (Peer peer : peers) {
            peer.reset();
        }
        clients.await();
    }

    /** Content whose every octet is a record of its own. */
    static void tinyRecords(Target target) throws IOException, InterruptedException {
        ClientThreads clients = ClientThreads.of(20, () -> {
            long end = System.nanoTime() + SECONDS * 2_000_000_000L;
            try (Peer peer = Stage.TLS_CONTENT.reach(target)) {
                while (System.nanoTime() < end) {
                    peer.send((byte) 'A');
                }
                return peer.pass("\r\n.");
            }
        });
        Thread.sleep(SECONDS * 1000L);
        target.probe();
        clients.await();
    }

    private static void send(Peer peer, int octets) throws IOException {
        for (int sent = 0; sent < octets; sent += BLOCK.length) {
            peer.send(BLOCK);
        }
    }

    private static void isNothingStored(Target target) throws IOException {
        List<String> stored = target.takeStored();
        if (!stored.isEmpty()) {
            throw new AssertionError("stored: " + stored);
        }
    }
}
