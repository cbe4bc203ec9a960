package org.fakesmtp.protocol;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fakesmtp.api.Answer;
import org.fakesmtp.api.Mailbox;
import org.fakesmtp.api.ReversePath;
import org.fakesmtp.api.Stage;

/** MAIL (RFC 5321, section 4.1.1.2): begins a mail transaction. */
final class Mail implements CommandHandler {

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
