package org.fakesmtp.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The content of a message, octet for octet as the client sent it; only dot-stuffing is undone (RFC 5321, section 4.5.2). It may lie in memory or in a
 * temporary file, and can be read any number of times while it is valid.
 */
public interface Content {

    /** The size in octets. */
    long size();

    /** A new stream over all of the content. */
    InputStream open() throws IOException;

    /** Writes all of the content. */
    default void writeTo(OutputStream out) throws IOException {
        try (InputStream in = open()) {
            in.transferTo(out);
        }
    }
}
