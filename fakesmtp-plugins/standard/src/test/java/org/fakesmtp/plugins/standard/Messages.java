package org.fakesmtp.plugins.standard;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.fakesmtp.mail.Content;
import org.fakesmtp.mail.Envelope;
import org.fakesmtp.mail.Mailbox;
import org.fakesmtp.mail.Message;
import org.fakesmtp.mail.Recipient;
import org.fakesmtp.mail.ReversePath;
import org.fakesmtp.mail.SessionFacts;
import org.fakesmtp.mail.Stage;

/** Messages to test with. */
public final class Messages {

    public static final Instant RECEIVED = Instant.parse("2026-11-22T17:53:35.123456Z");
    public static final Envelope ENVELOPE = new Envelope(
            ReversePath.of(new Mailbox("alice", "a.test")),
            Map.of("SIZE", "7", "BODY", "8BITMIME"),
            List.of(recipient("bob"), recipient("carol")));

    private Messages() {}

    public static Message of(String content) {
        return of(content.getBytes(UTF_8));
    }

    public static Message of(byte[] content) {
        return of(content(content), ENVELOPE, session("127.0.0.1"));
    }

    public static Message of(Content content, Envelope envelope, SessionFacts session) {
        return new Message("m1", session, envelope, content, RECEIVED);
    }

    public static Recipient recipient(String localPart) {
        return new Recipient(new Mailbox(localPart, "b.test"), Map.of());
    }

    public static SessionFacts session(String address) {
        return SessionFacts.fresh("s1", client(address), "default", RECEIVED).greeted("client.test", Stage.EHLO);
    }

    public static Content content(byte[] octets) {
        return new Content() {
            @Override
            public long size() {
                return octets.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(octets);
            }
        };
    }

    private static InetSocketAddress client(String address) {
        try {
            return new InetSocketAddress(InetAddress.getByName(address), 54321);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
