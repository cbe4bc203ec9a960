package org.fakesmtp.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Where an exchange stands after a step. All but a challenge end it. */
public sealed interface Progress {

    /**
     * The server has something to say and expects a response, also where the outcome is already certain: an OAuth error
     * and SCRAM's server-final-message are challenges. Its text is not printed.
     *
     * @param text may be empty
     */
    record Challenge(String text) implements Progress {

        /** What goes to the client, before base64. */
        public byte[] octets() {
            return text.getBytes(UTF_8);
        }

        @Override
        public String toString() {
            return "Challenge[" + octets().length + " octets]";
        }
    }

    /**
     * The client is who it says.
     *
     * @param user the authentication identity, prepared; empty only where any will do
     */
    record Authenticated(String user) implements Progress {}

    /**
     * The credentials are wrong: 535.
     *
     * @param reason for a log; quotes nothing of what the client sent
     */
    record Failed(String reason) implements Progress {}

    /**
     * The response breaks the mechanism's syntax: 501.
     *
     * @param reason for a log; quotes nothing of what the client sent
     */
    record Malformed(String reason) implements Progress {}

    /** The client has sent an initial response where the server speaks first: 501, with a code of its own (RFC 4954, section 4). */
    record OutOfTurn() implements Progress {}
}
