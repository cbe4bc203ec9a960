package org.fakesmtp.protocol;

import java.util.Map;
import java.util.Set;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Refusal;
import org.fakesmtp.answer.ReplyKey;
import org.fakesmtp.api.Phase;
import org.fakesmtp.mail.Mailbox;
import org.fakesmtp.mail.Recipient;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.protocol.syntax.PathParser;

/** RCPT (RFC 5321, section 4.1.1.3): adds a recipient to the transaction. */
final class Rcpt implements StandardHandler {

    private static final Set<Phase> PHASES = CommandTable.in(Phase.MAIL, Phase.RCPT);

    @Override
    public Stage stage() {
        return Stage.RCPT;
    }

    @Override
    public Set<Phase> phases() {
        return PHASES;
    }

    @Override
    public void check(CommandContext context) throws Refusal {
        PathParser parser = new PathParser(
                context.argument(), context.settings().isStrict(), ReplyKey.RCPT_SYNTAX, ReplyKey.RCPT_BAD_ADDRESS);
        Mailbox mailbox = parser.forwardPath();
        Map<String, String> parameters = parser.parameters();
        context.behaviour().check(Stage.RCPT, parameters, context);
        if (parser.isInternational() && !context.transaction().isInternational()) {
            throw new Refusal(ReplyKey.RCPT_NEEDS_UTF8);
        }
        int limit = context.settings().limits().recipients();
        if (limit > 0 && context.recipients().size() >= limit) {
            throw new Refusal(ReplyKey.RCPT_TOO_MANY);
        }
        if (!context.transaction().hasRoom()) {
            throw new Refusal(ReplyKey.RCPT_NO_SPACE);
        }
        context.offer(new Recipient(mailbox, parameters));
    }

    @Override
    public Answer proceed(CommandContext context) {
        context.addRecipient();
        return context.reply(ReplyKey.RCPT_OK);
    }
}
