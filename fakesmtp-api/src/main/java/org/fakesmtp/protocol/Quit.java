package org.fakesmtp.protocol;

import java.util.Set;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Refusal;
import org.fakesmtp.answer.ReplyKey;
import org.fakesmtp.api.Phase;
import org.fakesmtp.mail.Stage;

/** QUIT (RFC 5321, section 4.1.1.10): obeyed in every phase in which a command can come. */
final class Quit implements StandardHandler {

    private static final Set<Phase> PHASES =
            CommandTable.in(Phase.GREETED, Phase.READY, Phase.MAIL, Phase.RCPT, Phase.CHUNKS, Phase.REFUSED);

    @Override
    public Stage stage() {
        return Stage.QUIT;
    }

    @Override
    public Set<Phase> phases() {
        return PHASES;
    }

    @Override
    public boolean isAllowedInClear() {
        return true;
    }

    @Override
    public boolean isAllowedUnauthenticated() {
        return true;
    }

    @Override
    public void check(CommandContext context) throws Refusal {
        Simple.Argument.NONE.check(context.argument());
    }

    @Override
    public Answer proceed(CommandContext context) {
        context.endTransaction();
        return context.reply(ReplyKey.QUIT_OK).then(Answer.close());
    }
}
