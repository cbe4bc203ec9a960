package org.fakesmtp.attack;

import java.io.IOException;

/** Clients that speak something else than the port does. */
final class WrongProtocols {

    private static final String MAIL =
            "HELO client.test\r\nMAIL FROM:<ann@client.test>\r\nRCPT TO:<bob@server.test>\r\nDATA\r\n\r\nHello\r\n.\r\nQUIT\r\n";

    private static final int TIMES = 100;

    private WrongProtocols() {}

    static void tlsOnPlain(Target target) throws IOException {
        for (int i = 0; i < TIMES; i++) {
            isCutOff(target, target.plain().send(Tls.hello()));
            isCutOff(target, Stage.MAIL.reach(target).send(Tls.hello()).send("\r\n" + MAIL));
        }
    }

    static void httpOnPlain(Target target) throws IOException {
        for (int i = 0; i < TIMES; i++) {
            isCutOff(target, target.plain().send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"));
            isCutOff(
                    target,
                    target.plain().send("POST /x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 150\r\n\r\n" + MAIL));
        }
    }

    static void mailOnTls(Target target) throws IOException {
        for (int i = 0; i < TIMES; i++) {
            isCutOff(target, target.tls().send(MAIL));
            isCutOff(target, target.proxied().send(MAIL));
        }
    }

    private static void isCutOff(Target target, Peer peer) throws IOException {
        peer.awaitEnd();
        peer.close();
        if (!target.takeStored().isEmpty()) {
            throw new AssertionError("obeyed");
        }
    }
}
