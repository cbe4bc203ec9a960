package org.fakesmtp.protocol;

import java.util.Set;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.ReplyKey;
import org.fakesmtp.api.Phase;
import org.fakesmtp.mail.Stage;

/** The end of an authentication exchange (RFC 4954): the credentials are right, or they are not. */
final class Credentials implements StandardHandler {

    private static final Set<Phase> PHASES = CommandTable.in(Phase.READY);

    @Override
    public Stage stage() {
        return Stage.CREDENTIALS;
    }

    @Override
    public Set<Phase> phases() {
        return PHASES;
    }

    @Override
    public Answer proceed(CommandContext context) {
        if (context.user().isEmpty()) {
            return context.reply(ReplyKey.AUTH_FAILED);
        }
        context.authenticated();
        return context.reply(ReplyKey.AUTH_OK);
    }
}
