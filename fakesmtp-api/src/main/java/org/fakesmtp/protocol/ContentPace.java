package org.fakesmtp.protocol;

/** How fast message content is taken from what has arrived. {@link Pump} asks before each block. For one thread at a time. */
public interface ContentPace {

    /** All content is taken as soon as it arrives. */
    ContentPace UNLIMITED = waiting -> Integer.MAX_VALUE;

    /**
     * How many octets of content may be taken now; 0 if none may.
     *
     * @param waiting the number of octets that have arrived and are not taken; of a chunk, at most what is left of it
     */
    int allowed(long waiting);

    /** A block of this many octets is taken. */
    default void took(int octets) {}

    /** A command is taken outside a message: the pace of the message before it holds no longer. */
    default void ended() {}
}
