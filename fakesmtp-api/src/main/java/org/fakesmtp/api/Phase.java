package org.fakesmtp.api;

import java.util.EnumSet;
import java.util.Set;
import org.fakesmtp.answer.ReplyKey;

/**
 * Where a session stands. Each command is allowed in some phases; in the others it gets the reply that says what is missing.
 *
 * <pre>{@code
 * public final class XSend implements CommandHandler {
 *     @Override
 *     public Stage stage() {
 *         return new Stage("XSEND");
 *     }
 *
 *     @Override
 *     public Set<Phase> phases() {
 *         return Set.of(Phase.MAIL, Phase.RCPT);
 *     }
 *
 *     @Override
 *     public Answer proceed(CommandSession session) {
 *         return Answer.reply(250, "2.0.0", "Sent to " + session.recipients());
 *     }
 * }
 * }</pre>
 */
public enum Phase {
    /** Connected, the banner is not sent yet. */
    CONNECTED(ReplyKey.HELO_FIRST),
    /** The banner is sent, the client has not said HELO or EHLO. */
    GREETED(ReplyKey.HELO_FIRST),
    /** HELO or EHLO was said, no mail transaction is open. */
    READY(ReplyKey.MAIL_FIRST),
    /** A mail transaction is open, without a recipient. */
    MAIL(ReplyKey.NESTED_MAIL),
    /** A mail transaction is open, with at least one recipient. */
    RCPT(ReplyKey.NESTED_MAIL),
    /** Message content is coming in. */
    CONTENT(ReplyKey.NESTED_MAIL),
    /** Chunks of a message have come, the last one has not (RFC 3030). */
    CHUNKS(ReplyKey.CHUNKS_OPEN),
    /** The octets of a chunk are coming in. */
    CHUNK(ReplyKey.CHUNKS_OPEN),
    /** An authentication exchange is under way (RFC 4954). */
    AUTHENTICATING(ReplyKey.SESSION_REFUSED),
    /** The banner was a refusal: all but QUIT gets 503 (RFC 5321, section 3.1). */
    REFUSED(ReplyKey.SESSION_REFUSED),
    /** Nothing is read any more. */
    CLOSED(ReplyKey.SESSION_REFUSED);

    private static final Set<Phase> IN_TRANSACTION = EnumSet.of(MAIL, RCPT, CONTENT, CHUNKS, CHUNK);

    private final ReplyKey outOfSequence;

    Phase(ReplyKey outOfSequence) {
        this.outOfSequence = outOfSequence;
    }

    /** The reply to a command that is not allowed in this phase. */
    public ReplyKey outOfSequence() {
        return outOfSequence;
    }

    /** Whether a mail transaction is open. */
    public boolean isInTransaction() {
        return IN_TRANSACTION.contains(this);
    }
}
