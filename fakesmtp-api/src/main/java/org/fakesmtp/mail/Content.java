package org.fakesmtp.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The content of a message, octet for octet as the client sent it; only dot-stuffing is undone (RFC 5321, section 4.5.2). It may lie in memory or in a
 * temporary file, and can be read any number of times while it is valid.
 *
 * <pre>{@code
 * hooks.answer(Stage.MESSAGE, exchange -> {
 *     Content content = exchange.message().orElseThrow().content();
 *     return content.text().contains("lottery") ? Answer.reply(554, "5.7.1", "No lottery") : Answer.proceed();
 * });
 * }</pre>
 */
public interface Content {

    /** The size in octets. */
    long size();

    /** A new stream over all of the content. */
    InputStream open() throws IOException;

    /**
     * All of it, the header too, as text in UTF-8, where octets that are none become U+FFFD. It is as it came: header fields are folded, and nothing is decoded from base64, quoted-printable or other
     * character sets; for what people see, rules have the conditions {@code text} and {@code attachment}. It takes the memory of a whole message, at most {@code limit.size}.
     */
    default String text() throws IOException {
        try (InputStream in = open()) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    /** Writes all of the content. */
    default void writeTo(OutputStream out) throws IOException {
        try (InputStream in = open()) {
            in.transferTo(out);
        }
    }
}
