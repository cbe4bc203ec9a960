package org.fakesmtp.protocol;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.fakesmtp.api.Answer;
import org.fakesmtp.api.Outcome;
import org.fakesmtp.api.Stage;

/**
 * A row of the command table: what a verb, or another stage of the dialogue, does. Every command goes the same way: its phase and syntax are
 * checked, the rules and plugins are asked, then it proceeds. A handler keeps nothing between calls; one instance serves all sessions.
 */
public interface CommandHandler {

    /** The phases of a session that was greeted and not refused. */
    Set<Phase> OPEN = Collections.unmodifiableSet(EnumSet.of(Phase.GREETED, Phase.READY, Phase.MAIL, Phase.RCPT));

    /** The stage, for a command its verb in capitals. */
    Stage stage();

    /** The phases in which the command is allowed; by default any in which a command can come, but for a session that was refused. */
    default Set<Phase> phases() {
        return OPEN;
    }

    /** The reply where the command comes in another phase. */
    default ReplyKey outOfSequence(Phase phase) {
        return phase.outOfSequence();
    }

    /** The line that this row adds to the reply to EHLO, if any (RFC 5321, section 4.1.1.1). */
    default Optional<String> ehloLine() {
        return Optional.empty();
    }

    /** Checks the argument and keeps in the context what rules may ask about. Changes nothing in the session. */
    default void check(CommandContext context) throws Refusal {}

    /** Does the normal work and answers with the catalogue's reply. */
    Answer proceed(CommandContext context);

    /** Goes on after a step whose outcome came later. */
    default Answer resume(CommandContext context, Outcome outcome) {
        throw new IllegalStateException(stage() + " waits for no outcome, got " + outcome);
    }

    /** The check, a rule or a plugin has answered instead of the normal work. */
    default void answered(CommandContext context, Answer answer) {}
}
