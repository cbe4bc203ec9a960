package org.fakesmtp.protocol;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Refusal;
import org.fakesmtp.answer.ReplyKey;
import org.fakesmtp.api.Phase;
import org.fakesmtp.mail.Mailbox;
import org.fakesmtp.mail.ReversePath;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.protocol.syntax.PathParser;

/** MAIL (RFC 5321, section 4.1.1.2): begins a mail transaction. */
final class Mail implements StandardHandler {

    private static final Set<Phase> PHASES = CommandTable.in(Phase.READY);

    @Override
    public Stage stage() {
        return Stage.MAIL;
    }

    @Override
    public Set<Phase> phases() {
        return PHASES;
    }

    @Override
    public void check(CommandContext context) throws Refusal {
        PathParser parser = new PathParser(
                context.argument(), context.settings().isStrict(), ReplyKey.MAIL_SYNTAX, ReplyKey.MAIL_BAD_ADDRESS);
        Optional<Mailbox> mailbox = parser.reversePath();
        Map<String, String> parameters = parser.parameters();
        context.behaviour().check(Stage.MAIL, parameters, context);
        if (parser.isInternational() && !parameters.containsKey("SMTPUTF8")) {
            throw new Refusal(ReplyKey.MAIL_NEEDS_UTF8);
        }
        if (context.usage().allowsNoTransaction(context.settings().limits())) {
            throw new Refusal(ReplyKey.TOO_MANY_TRANSACTIONS);
        }
        context.offer(mailbox.map(ReversePath::of).orElse(ReversePath.nullPath()), parameters);
    }

    @Override
    public Answer proceed(CommandContext context) {
        context.beginTransaction();
        return context.reply(ReplyKey.MAIL_OK);
    }
}
