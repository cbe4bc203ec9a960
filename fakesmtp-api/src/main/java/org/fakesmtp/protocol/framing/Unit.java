package org.fakesmtp.protocol.framing;

import java.nio.ByteBuffer;
import java.time.Duration;

/** What a conversation receives: one piece of what the client sent, or something that happened to the connection. */
public sealed interface Unit {

    /** A command line without its CR LF, one char for each octet. */
    record Line(String text) implements Unit {}

    /** A block of message content, dot-stuffing undone, or of a chunk. The octets are borrowed for the call. */
    record Block(ByteBuffer octets) implements Unit {}

    /** The client has been silent for so long. */
    record Silent(Duration time) implements Unit {}

    /** What says all by itself. */
    enum Event implements Unit {
        /** The connection was made. */
        CONNECTED,
        /** A command line came to its end that was longer than the limit; its octets are gone. */
        LINE_TOO_LONG,
        /** CR LF . CR LF came (RFC 5321, section 4.1.1.4). */
        END_OF_CONTENT,
        /** The chunk that was announced is complete (RFC 3030). */
        END_OF_CHUNK,
        /** What came cannot be SMTP, but the hello of a TLS client. */
        NOT_SMTP,
        /** Instead of {@link #CONNECTED}: there are too many connections. */
        TOO_MANY_CONNECTIONS,
        /** Instead of {@link #CONNECTED}: there are too many connections from the client's address. */
        TOO_MANY_FROM_ADDRESS,
        /** The client was silent for too long. */
        TIMEOUT,
        /** A line has not come to its end in time. */
        COMMAND_TIMEOUT,
        /** Message content has not come to its end in time. */
        MESSAGE_TIMEOUT,
        /** Message content comes too slowly. */
        MESSAGE_TOO_SLOW,
        /** The server stops. */
        SHUTDOWN,
        /** The connection is gone. */
        DISCONNECTED
    }
}
