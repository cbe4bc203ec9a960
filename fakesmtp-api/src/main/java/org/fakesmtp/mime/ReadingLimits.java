package org.fakesmtp.mime;

/**
 * How much of a message a reader keeps. Memory is bounded by the sum of the first three; what is beyond a limit is counted and remarked on, and a part behind it is still found.
 *
 * @param header octets of the message's header, and as many of the headers of its parts together
 * @param text octets of the texts together, decoded
 * @param attachments octets of the attachments together, decoded
 */
public record ReadingLimits(int header, int text, int attachments) {

    /** Keeps all. */
    public static final ReadingLimits NONE = new ReadingLimits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);

    /** How deep multiparts may stand within each other to be read. */
    public static final int DEPTH = 32;

    /** How many parts of a message are read. */
    public static final int PARTS = 1000;
}
