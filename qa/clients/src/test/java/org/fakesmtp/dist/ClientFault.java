package org.fakesmtp.dist;

import java.util.List;

/**
 * What a server does to a client once.
 *
 * @param name what it is
 * @param way how the client sends: in the clear, over a verified STARTTLS, or authenticated
 * @param on the stage
 * @param answer the steps
 */
record ClientFault(String name, Way way, String on, String answer) {

    /** How a client sends. */
    enum Way {
        NONE,
        TLS,
        AUTH
    }

    static List<ClientFault> all() {
        return List.of(
                plain("A recipient refused for now", "RCPT", "reply 451 4.7.1 Greylisted"),
                plain("A recipient refused for good", "RCPT", "reply 550 5.1.1 No such user"),
                plain("A server that closes at MAIL", "MAIL", "reply 421 4.7.0 Too many messages"),
                plain("A lost reply", "MESSAGE", "accept then reset"),
                plain(
                        "A message taken, and a reply that says otherwise",
                        "MESSAGE",
                        "accept then reply 451 4.3.0 Later"),
                plain("A reply that comes too late", "MAIL", "pause 8s then proceed"),
                plain("No banner", "CONNECT", "hang"),
                plain("A banner that is none", "CONNECT", "send \"\\x00\\xFF garbage\\r\\n\" then hang"),
                plain("A reset at DATA", "DATA", "reset"),
                plain("A reply that ends in a bare LF", "RCPT", "proceed with bare-lf"),
                plain("A reply of several lines without the last", "EHLO", "proceed with unfinished"),
                new ClientFault("STARTTLS refused for now", Way.TLS, "STARTTLS", "reply 454 4.7.0 TLS not available"),
                new ClientFault("No TLS after STARTTLS", Way.TLS, "STARTTLS", "starttls-in-clear then proceed"),
                new ClientFault("STARTTLS not announced", Way.TLS, "EHLO", "hide STARTTLS then proceed"),
                new ClientFault("Credentials refused", Way.AUTH, "CREDENTIALS", "reply 535 5.7.8 Bad credentials"));
    }

    private static ClientFault plain(String name, String on, String answer) {
        return new ClientFault(name, Way.NONE, on, answer);
    }

    /** The settings of a server that does so the first time, and works as usual from then on. */
    String[] settings() {
        return new String[] {
            "plugins=console,fault,spool",
            "fault.x.on=" + on,
            "fault.x.first=1",
            "fault.x.per=listener",
            "fault.x.answer=" + answer
        };
    }
}
