package org.fakesmtp.protocol;

import java.util.function.Function;
import org.fakesmtp.api.Answer;
import org.fakesmtp.api.Reply;
import org.fakesmtp.api.Stage;
import org.fakesmtp.protocol.ProtocolSettings.Verification;

/** VRFY and EXPN (RFC 5321, sections 3.5 and 4.1.1.6): what they say is a setting. */
record Verify(Stage stage, ReplyKey ambiguous, ReplyKey refused, Function<ProtocolSettings, Verification> policy)
        implements CommandHandler {

    @Override
    public void check(CommandContext context) throws Refusal {
        if (policy.apply(context.settings()) == Verification.OFF) {
            throw new Refusal(ReplyKey.NOT_IMPLEMENTED);
        }
        Simple.Argument.SOME.check(context.argument());
        if (policy.apply(context.settings()) == Verification.REFUSE) {
            throw new Refusal(refused);
        }
    }

    @Override
    public Answer proceed(CommandContext context) {
        boolean confirms = policy.apply(context.settings()) == Verification.CONFIRM;
        return confirms ? Answer.reply(confirmation(context)) : context.reply(ambiguous);
    }

    private static Reply confirmation(CommandContext context) {
        String text = context.argument().replaceAll("[^ -~]", "?");
        String mailbox = text.startsWith("<") || text.endsWith(">") ? text : "<" + text + ">";
        return context.settings().isOff("ENHANCEDSTATUSCODES")
                ? Reply.plain(250, mailbox)
                : Reply.of(250, "2.1.5", mailbox);
    }
}
