package org.fakesmtp.plugins.standard.console;

/** Who speaks in a line. */
enum Mark {
    /** The client. */
    CLIENT("C:", "36"),
    /** The server, and all is well. */
    SERVER("S:", "32"),
    /** The server refuses: 4yz or 5yz. */
    REFUSAL("S:", "31"),
    /** A rule or a plugin: what follows is scripted. */
    SCRIPTED("!!", "35"),
    /** The console itself. */
    NOTE("--", "33"),
    /** A message. */
    MESSAGE("==", "1");

    final String sign;
    final String colour;

    Mark(String sign, String colour) {
        this.sign = sign;
        this.colour = colour;
    }
}
