package org.fakesmtp.mail;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A finished message on its way to the sinks.
 *
 * <pre>{@code
 * hooks.deliver(message -> {
 *     System.out.println(message.received() + " " + message.sender() + " " + message.content().size());
 *     return Delivery.taken();
 * });
 * }</pre>
 *
 * @param id the name that the server gave it, unique within a run: also the {@code ${id}} of replies
 * @param session the facts of the session when the message ended
 * @param envelope the envelope
 * @param content the content; valid only until the last sink has returned
 * @param received when the final dot came
 */
public record Message(String id, SessionFacts session, Envelope envelope, Content content, Instant received) {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM uuuu HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /** The mailbox that the message comes from; empty for the null path {@code <>}, to which nothing is ever sent (RFC 5321, section 4.5.5). */
    public String sender() {
        return envelope.reversePath().address();
    }

    /** When the final dot came, as a header field has it (RFC 5322, section 3.3): {@code Wed, 25 Nov 2026 09:05:00 +0000}. */
    public String date() {
        return DATE.format(received);
    }
}
