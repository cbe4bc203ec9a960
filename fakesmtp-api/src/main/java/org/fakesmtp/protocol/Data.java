package org.fakesmtp.protocol;

import java.util.Set;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Refusal;
import org.fakesmtp.answer.ReplyKey;
import org.fakesmtp.api.Phase;
import org.fakesmtp.mail.Stage;

/** DATA (RFC 5321, section 4.1.1.4): opens the message content. */
record Data(ReplyKey noRecipients) implements ContentCommand {

    private static final Set<Phase> PHASES = CommandTable.in(Phase.RCPT);

    @Override
    public Stage stage() {
        return Stage.DATA;
    }

    @Override
    public Set<Phase> phases() {
        return PHASES;
    }

    @Override
    public void check(CommandContext context) throws Refusal {
        Simple.Argument.NONE.check(context.argument());
        if (context.transaction().isBinary()) {
            throw new Refusal(ReplyKey.BINARY_NEEDS_BDAT);
        }
    }

    @Override
    public Answer proceed(CommandContext context) {
        context.transaction().openContent(context.behaviour().openContent());
        context.enter(Phase.CONTENT);
        return context.reply(ReplyKey.DATA_START);
    }
}
