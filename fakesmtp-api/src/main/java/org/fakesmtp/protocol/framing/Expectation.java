package org.fakesmtp.protocol.framing;

/**
 * What a conversation reads next.
 *
 * @param kind the kind of unit
 * @param octets of a chunk, how many octets of it are still to come; otherwise 0
 */
public record Expectation(Kind kind, long octets) {

    /** The kinds of units. */
    public enum Kind {
        /** A command line. */
        COMMAND,
        /** A line of an authentication exchange (RFC 4954, section 4). */
        AUTH_LINE,
        /** Message content up to the final dot. */
        CONTENT,
        /** Octets of a chunk (RFC 3030). */
        CHUNK,
        /** Nothing: what still comes is not looked at. */
        NOTHING
    }

    /** A command line. */
    public static final Expectation COMMAND = new Expectation(Kind.COMMAND, 0);

    /** A line of an authentication exchange. */
    public static final Expectation AUTH_LINE = new Expectation(Kind.AUTH_LINE, 0);

    /** Message content. */
    public static final Expectation CONTENT = new Expectation(Kind.CONTENT, 0);

    /** Nothing. */
    public static final Expectation NOTHING = new Expectation(Kind.NOTHING, 0);

    /** Whether it is message content, whichever command brings it. */
    public boolean isContent() {
        return kind == Kind.CONTENT || kind == Kind.CHUNK;
    }

    /** The rest of a chunk (RFC 3030). */
    public static Expectation chunk(long octets) {
        return new Expectation(Kind.CHUNK, octets);
    }
}
