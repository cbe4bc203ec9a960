package org.fakesmtp.api;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Outcome;
import org.fakesmtp.answer.Refusal;
import org.fakesmtp.answer.ReplyKey;
import org.fakesmtp.mail.Stage;

/**
 * A row of the command table: what a verb, or another stage of the dialogue, does. Every command goes the same way: its phase and syntax are
 * checked, the rules and plugins are asked, then it proceeds. A handler keeps nothing between calls; one instance serves all sessions.
 *
 * <pre>{@code
 * hooks.command(new CommandHandler() {
 *     @Override
 *     public Stage stage() {
 *         return new Stage("XPING");
 *     }
 *
 *     @Override
 *     public Optional<String> ehloLine() {
 *         return Optional.of("XPING");
 *     }
 *
 *     @Override
 *     public Answer proceed(CommandSession session) {
 *         return Answer.reply(250, "2.0.0", "pong " + session.argument());
 *     }
 * });
 * }</pre>
 */
public interface CommandHandler {

    /** The phases of a session that was greeted and not refused. */
    Set<Phase> OPEN = Collections.unmodifiableSet(EnumSet.of(Phase.GREETED, Phase.READY, Phase.MAIL, Phase.RCPT));

    /** The same, and those between two chunks (RFC 3030). */
    Set<Phase> OPEN_OR_CHUNKS =
            Collections.unmodifiableSet(EnumSet.of(Phase.GREETED, Phase.READY, Phase.MAIL, Phase.RCPT, Phase.CHUNKS));

    /** The stage, for a command its verb in capitals. */
    Stage stage();

    /** The phases in which the command is allowed; by default any in which a command can come, between two chunks too (RFC 5321, section 4.1.4), but for a session that was refused. */
    default Set<Phase> phases() {
        return OPEN_OR_CHUNKS;
    }

    /** The reply where the command comes in another phase. */
    default ReplyKey outOfSequence(Phase phase) {
        return phase.outOfSequence();
    }

    /** Whether the command is obeyed in the clear although {@code tls.required} is on (RFC 3207, section 4). */
    default boolean isAllowedInClear() {
        return false;
    }

    /** Whether the command is obeyed before AUTH although {@code auth.required} is on (RFC 4954, section 6). */
    default boolean isAllowedUnauthenticated() {
        return false;
    }

    /** Whether rules and plugins are asked once for each recipient, and the work is done when all were. */
    default boolean isPerRecipient() {
        return false;
    }

    /** Takes a further line of the client, where the handler has entered {@link Phase#AUTHENTICATING}. */
    default Answer line(CommandSession session, String line) {
        throw new IllegalStateException(stage() + " takes no further line");
    }

    /** The line that a plugin's row adds to the reply to EHLO, if any (RFC 5321, section 4.1.1.1). */
    default Optional<String> ehloLine() {
        return Optional.empty();
    }

    /** Checks the argument and keeps in the context what rules may ask about. Changes nothing in the session. */
    default void check(CommandSession session) throws Refusal {}

    /** Does the normal work and answers with the catalogue's reply. */
    Answer proceed(CommandSession session);

    /** Goes on after a step whose outcome came later. */
    default Answer resume(CommandSession session, Outcome outcome) {
        throw new IllegalStateException(stage() + " waits for no outcome, got " + outcome);
    }

    /** The check, a rule or a plugin has answered instead of the normal work. */
    default void answered(CommandSession session, Answer answer) {}
}
