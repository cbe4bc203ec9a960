package org.fakesmtp.api;

import java.time.Instant;

/**
 * A finished message on its way to the sinks.
 *
 * @param id the name that the server gave it, unique within a run: also the {@code ${id}} of replies
 * @param session the facts of the session when the message ended
 * @param envelope the envelope
 * @param content the content; valid only until the last sink has returned
 * @param received when the final dot came
 */
public record Message(String id, SessionFacts session, Envelope envelope, Content content, Instant received) {}
