package org.fakesmtp.protocol;

/** The kind of unit that a conversation reads next. */
public enum Expectation {
    /** A command line. */
    COMMAND,
    /** Message content up to the final dot. */
    CONTENT,
    /** Nothing: what still comes is not looked at. */
    NOTHING
}
