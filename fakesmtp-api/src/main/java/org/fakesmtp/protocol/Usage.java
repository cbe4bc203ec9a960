package org.fakesmtp.protocol;

import java.util.Set;
import org.fakesmtp.answer.ReplyKey;
import org.fakesmtp.mail.Stage;

/** How much of its limits a session has used up. A limit of 0 is none. */
final class Usage {

    private static final Set<Stage> BRING_FORWARD = Set.of(Stage.RCPT, Stage.DATA, Stage.BDAT);

    private int transactions;
    private int errors;
    private int idleCommands;

    /** How many transactions there were, the open one included. */
    int transactions() {
        return transactions;
    }

    void beginTransaction() {
        transactions++;
    }

    /** Whether the next transaction is one too many. */
    boolean allowsNoTransaction(Limits limits) {
        return limits.transactions() > 0 && transactions >= limits.transactions();
    }

    /** Counts a reply that is an error. Whether it is one too many. */
    boolean isOneErrorTooMany(ReplyKey reply, Limits limits) {
        return reply.isError() && ++errors > limits.errors() && limits.errors() > 0;
    }

    /** Counts a command that brings no message forward. Whether it is one too many in a row. */
    boolean isOneIdleCommandTooMany(Stage command, Limits limits) {
        return !BRING_FORWARD.contains(command) && ++idleCommands > limits.idleCommands() && limits.idleCommands() > 0;
    }

    /** A message has come to its end: the count of idle commands begins anew. */
    void messageEnded() {
        idleCommands = 0;
    }
}
