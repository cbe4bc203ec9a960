package org.fakesmtp.api;

import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Reply;
import org.fakesmtp.answer.ReplyKey;
import org.fakesmtp.mail.Exchange;
import org.fakesmtp.mail.Stage;

/**
 * A session as a {@link CommandHandler} sees it: what rules and plugins see, and the few changes that a command may make. There is one for each session; it is used on the
 * thread of the session only.
 *
 * <pre>{@code
 * public final class XReset implements CommandHandler {
 *     @Override
 *     public Stage stage() {
 *         return new Stage("XRESET");
 *     }
 *
 *     @Override
 *     public Answer proceed(CommandSession session) {
 *         session.endTransaction();
 *         return session.reply(ReplyKey.RSET_OK);
 *     }
 * }
 * }</pre>
 */
public interface CommandSession extends Exchange {

    /** The present phase of the session. */
    Phase phase();

    /** Changes the phase, whatever the present one is. */
    void enter(Phase next);

    /** The reply of the catalogue as an answer; a reply of too many errors in its place, if the limit is reached. */
    Answer reply(ReplyKey key);

    /** The reply of the catalogue, for a handler that adds lines to it. */
    Reply catalogueReply(ReplyKey key);

    /** Records the name of HELO, EHLO or LHLO, and ends an open transaction (RFC 5321, section 4.1.4). */
    void greeted(String name, Stage by);

    /** Ends the mail transaction, if there is one, and frees its content. */
    void endTransaction();
}
