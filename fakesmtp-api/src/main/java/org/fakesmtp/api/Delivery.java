package org.fakesmtp.api;

import java.util.Optional;

/**
 * What became of a message at a sink.
 *
 * @param refusal the reply for the client where the sink did not take the message; empty where it did
 */
public record Delivery(Optional<Reply> refusal) {

    private static final Delivery TAKEN = new Delivery(Optional.empty());

    /** The sink has the message. */
    public static Delivery taken() {
        return TAKEN;
    }

    /** The sink does not take the message, and the client gets this reply (RFC 5321, section 4.2: 4yz or 5yz). */
    public static Delivery refused(Reply reply) {
        return new Delivery(Optional.of(reply));
    }
}
