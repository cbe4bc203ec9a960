package org.fakesmtp.protocol;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.fakesmtp.mail.Content;

/** Content that is still growing. */
public interface ContentBuffer extends Content, AutoCloseable {

    /** Adds octets at the end: those that remain in the buffer, which is borrowed for the call. */
    void append(ByteBuffer octets) throws IOException;

    /** Frees what the content holds; it cannot be read any more. */
    @Override
    void close();

    /** Where buffers come from. */
    @FunctionalInterface
    interface Source {
        /** New content without an octet; whoever opens it closes it. */
        ContentBuffer open();
    }
}
