package org.fakesmtp.proof;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.fakesmtp.attack.Peer;

/**
 * A connection over which a client sends letters: command by command, pipelined, or in chunks. What it hears goes into a ledger. Its methods throw where the server refuses something or is gone.
 */
final class Correspondence implements AutoCloseable {

    private static final String RCPT = "RCPT TO:<bob@server.test>";

    private final Peer peer;
    private final Ledger ledger;
    private final Random random;

    Correspondence(Peer peer, Ledger ledger, Random random) {
        this.peer = peer;
        this.ledger = ledger;
        this.random = random;
    }

    /** Waits for the greeting, and greets back. */
    void greet() throws IOException {
        passReplies(1);
        pass("EHLO client.test");
    }

    /** Sends a letter to its end. */
    void send() throws IOException {
        Letter letter = next();
        switch (random.nextInt(3)) {
            case 0 -> {
                pass(mail(letter));
                pass(RCPT);
                pass("DATA");
                peer.send(letter.stuffed());
            }
            case 1 -> {
                peer.send(mail(letter) + "\r\n" + RCPT + "\r\nDATA\r\n");
                passReplies(3);
                peer.send(letter.stuffed());
            }
            default -> {
                pass(mail(letter));
                pass(RCPT);
                sendChunks(letter.content());
            }
        }
        ledger.hears(letter, reply());
    }

    /** Sends the first half of a letter, and is gone. */
    void breakOff() throws IOException {
        Letter letter = next();
        peer.send(mail(letter) + "\r\n" + RCPT + "\r\nDATA\r\n");
        passReplies(3);
        peer.send(Arrays.copyOf(letter.stuffed(), letter.content().length / 2));
        peer.reset();
    }

    /** Sends a command that is not refused. */
    void pass(String command) throws IOException {
        peer.send(command + "\r\n");
        passReplies(1);
    }

    @Override
    public void close() throws IOException {
        peer.close();
    }

    private Letter next() {
        Letter letter = Letter.random(ledger.nextId(), random);
        ledger.sends(letter);
        return letter;
    }

    private static String mail(Letter letter) {
        return "MAIL FROM:<" + letter.sender() + ">";
    }

    /** The reply to the last chunk is still to be read. */
    private void sendChunks(byte[] content) throws IOException {
        int half = content.length / 2;
        peer.send("BDAT " + half + "\r\n").send(Arrays.copyOf(content, half));
        passReplies(1);
        peer.send("BDAT " + (content.length - half) + " LAST\r\n");
        peer.send(Arrays.copyOfRange(content, half, content.length));
    }

    private void passReplies(int replies) throws IOException {
        for (int i = 0; i < replies; i++) {
            String reply = reply();
            if (!reply.matches("[23].*")) {
                throw new IOException(reply);
            }
        }
    }

    private String reply() throws IOException {
        String reply = peer.reply();
        if (reply.isEmpty()) {
            throw new EOFException("the server is gone");
        }
        return reply;
    }
}
