package org.fakesmtp.attack;

import java.io.IOException;
import java.util.Locale;

/** How far a client has come when it does something bad. */
enum Stage {
    CONNECTED(Target::plain, "EHLO ", true),
    GREETED(target -> target.plain().greeted(), "EHLO ", true),
    HELLO(Stage::hello, "MAIL FROM:<", true),
    MAIL(target -> hello(target).pass("MAIL FROM:<ann@client.test>"), "RCPT TO:<", true),
    RCPT(Stage::rcpt, "RCPT TO:<", true),
    AUTH(Stage::auth, "AAAA", true),
    DATA(target -> rcpt(target).pass("DATA"), "Subject: ", true),
    CONTENT(target -> rcpt(target).pass("DATA").send("Subject: half a message\r\n\r\nHello"), "more ", true),
    CHUNK(target -> rcpt(target).send("BDAT 1000000\r\nSubject: half a chunk\r\n\r\nHello"), "more ", true),
    STARTTLS(target -> hello(target).pass("STARTTLS"), "\26\3\1\2", false),
    HALF_HELLO(target -> target.tls().send("\26\3\1\2\0\1"), "\0", false),
    HANDSHAKE(target -> target.tls().send(Tls.hello()), "\26", false),
    TLS(target -> target.tls().secure().greeted(), "EHLO ", true),
    TLS_CONTENT(
            target -> transaction(target.tls().secure().greeted()).pass("DATA").send("Subject: half"), "more ", true),
    PROXY_HEADER(target -> target.proxied().send("PROXY TCP4 192.0.2.1 "), "1", false),
    BEHIND_PROXY(
            target -> target.proxied()
                    .send("PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r\n")
                    .greeted(),
            "EHLO ",
            true);

    /** The way to a stage. */
    private interface Way {

        Peer walk(Target target) throws IOException;
    }

    @SuppressWarnings("ImmutableEnumChecker") // a way keeps nothing
    private final Way way;

    private final String next;
    private final boolean readsLines;

    Stage(Way way, String next, boolean readsLines) {
        this.way = way;
        this.next = next;
        this.readsLines = readsLines;
    }

    /** A new client that has come so far. */
    Peer reach(Target target) throws IOException {
        return way.walk(target);
    }

    /** How what a client might say next begins. */
    String next() {
        return next;
    }

    /** Whether the server reads lines here. */
    boolean readsLines() {
        return readsLines;
    }

    private static Peer hello(Target target) throws IOException {
        return target.plain().greeted().pass("EHLO client.test");
    }

    private static Peer rcpt(Target target) throws IOException {
        return transaction(target.plain().greeted());
    }

    private static Peer transaction(Peer greeted) throws IOException {
        return greeted.pass("EHLO client.test", "MAIL FROM:<ann@client.test>", "RCPT TO:<bob@server.test>");
    }

    private static Peer auth(Target target) throws IOException {
        return hello(target).pass("AUTH LOGIN");
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
