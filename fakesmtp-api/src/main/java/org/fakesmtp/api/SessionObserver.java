package org.fakesmtp.api;

import java.nio.ByteBuffer;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Reply;
import org.fakesmtp.mail.Envelope;
import org.fakesmtp.mail.Message;
import org.fakesmtp.mail.SessionFacts;
import org.fakesmtp.mail.Stage;

/**
 * Sees the dialogue and alters nothing. Every method is called on the thread that serves the session and must return at once: what takes
 * time belongs to a thread of the observer's own. Text from the wire is passed as it came, one char for each octet: escape it before it is shown.
 *
 * <pre>{@code
 * hooks.observe(new SessionObserver() {
 *     @Override
 *     public void received(SessionFacts session, String line) {
 *         System.out.println(session.id() + " " + Printable.text(line));
 *     }
 * });
 * }</pre>
 */
public interface SessionObserver {

    /** A client has connected; nothing was sent yet. */
    default void opened(SessionFacts session) {}

    /** The client has said by XCLIENT for whom it speaks: these are the facts from now on. A banner follows. */
    default void clientChanged(SessionFacts session) {}

    /** The client sent a command line, without its CR LF. Credentials are replaced by {@code ***}. */
    default void received(SessionFacts session, String line) {}

    /**
     * Behind the command line that was received last more octets had come with it, or before the banner any: the client did not wait for the reply (RFC 2920).
     */
    default void pipelined(SessionFacts session) {}

    /**
     * A response of an AUTH exchange is no base64 to the letter (RFC 4954, section 4; RFC 4648, section 4). It is refused, or taken as far as it can be decoded: the reply tells.
     *
     * @param fault what is wrong with it; quotes nothing of the response
     */
    default void wrongBase64(SessionFacts session, String fault) {}

    /**
     * The client has ended a command line with a CR or an LF alone, and may wait for a reply: only CR LF ends a line (RFC 5321, section 2.3.8), so that nothing is answered before one comes. Told
     * once a session, as soon as it can be known; of a lone CR that nothing follows only when the connection ends.
     *
     * @param line what has come up to the CR or LF, which is its last char, or {@code ...} and that char where it is too long to be kept. Credentials are replaced by {@code ***}
     */
    default void bareLineEnd(SessionFacts session, String line) {}

    /**
     * What has come of the content so far ends in a line of a single dot between line ends that are not both CR LF: the client may think that its message has ended, which it has not (RFC 5321,
     * section 4.1.1.4). Told once a session.
     */
    default void bareEndOfContent(SessionFacts session) {}

    /**
     * A block of message content came in, dot-stuffing undone.
     *
     * @param by the command that brings it, {@link Stage#DATA} or {@link Stage#BDAT}
     * @param block valid only during the call
     */
    default void content(SessionFacts session, Stage by, ByteBuffer block) {}

    /** The line of content that comes next began with a single dot, which was taken away: the client had not doubled it (RFC 5321, section 4.5.2). */
    default void unstuffedDot(SessionFacts session) {}

    /**
     * The content has ended: at {@link Stage#DATA} by the line with the single dot (RFC 5321, section 4.1.1.4), at {@link Stage#BDAT} with the last octet of the last chunk (RFC 3030, section
     * 2), where no such line is sent.
     */
    default void endOfContent(SessionFacts session, Stage by) {}

    /** A reply was put into the output. */
    default void replied(SessionFacts session, Reply reply) {}

    /** Octets that are no reply were ordered and put into the output, one char for each. */
    default void sent(SessionFacts session, String octets) {}

    /**
     * A rule or a plugin has answered otherwise than {@code proceed}: what follows is scripted.
     *
     * @param by the name of the rule, such as {@code fault.lost-reply}, or that of the plugin
     */
    default void scripted(SessionFacts session, Stage stage, String by, Answer answer) {}

    /** Whether the user is shown what {@link #scripted} tells, so that the log need not say it. */
    default boolean showsScripted() {
        return false;
    }

    /** A message was taken by every sink: the client is told so. The id is that of {@link Message#id()}, the size is in octets. */
    default void accepted(SessionFacts session, String id, Envelope envelope, long size) {}

    /**
     * A mail transaction has ended, whether its message was taken or not: behind {@link #accepted}, after RSET or another greeting, or with the connection (RFC 5321, section 3.3).
     *
     * @param id that of {@link Message#id()}
     */
    default void transactionEnded(SessionFacts session, String id) {}

    /** The connection is closed. */
    default void closed(SessionFacts session) {}
}
