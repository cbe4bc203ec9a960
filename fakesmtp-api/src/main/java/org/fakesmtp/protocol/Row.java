package org.fakesmtp.protocol;

import java.util.List;
import java.util.Set;
import org.fakesmtp.api.CommandHandler;
import org.fakesmtp.api.Phase;
import org.fakesmtp.mail.Stage;

/**
 * A row of the command table: what a stage does, where it is allowed, and who is asked before it does.
 *
 * @param command whether the stage is a command of the client, or another moment of the dialogue
 * @param interceptors asked in this order
 * @param first asked instead at the first chunk of a transaction: those of DATA and of BDAT
 */
record Row(
        CommandHandler handler,
        boolean command,
        Set<Phase> phases,
        List<Interceptor> interceptors,
        List<Interceptor> first) {

    Stage stage() {
        return handler.stage();
    }

    /** Who is asked in a phase. */
    List<Interceptor> askedIn(Phase phase) {
        return phase == Phase.RCPT ? first : interceptors;
    }
}
