package org.fakesmtp.sasl;

/**
 * One attempt of one client to authenticate (RFC 4422, section 3). Begins with either {@code start}, goes on with
 * {@link #next} as long as the progress is a challenge, and never throws, whatever the octets are.
 */
public interface SaslExchange {

    /** The client sent no initial response. Where it is to speak first, the challenge is empty (RFC 4954, section 4). */
    default Progress start() {
        return new Progress.Challenge("");
    }

    /** The client sent an initial response; malformed where the server speaks first. */
    default Progress start(byte[] initialResponse) {
        return next(initialResponse);
    }

    /** The client's response to the last challenge, base64 undone. After the end of the exchange it is malformed. */
    Progress next(byte[] response);
}
