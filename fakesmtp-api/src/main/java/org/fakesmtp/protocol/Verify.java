package org.fakesmtp.protocol;

import java.util.function.Function;
import java.util.regex.Pattern;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Refusal;
import org.fakesmtp.answer.Reply;
import org.fakesmtp.answer.ReplyKey;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.protocol.ProtocolSettings.Verification;

/** VRFY and EXPN (RFC 5321, sections 3.5 and 4.1.1.6): what they say is a setting. */
record Verify(Stage stage, ReplyKey ambiguous, ReplyKey refused, Function<ProtocolSettings, Verification> policy)
        implements StandardHandler {

    private static final Pattern SMTPUTF8 = Pattern.compile("(?i) +SMTPUTF8$");
    private static final Pattern PRINTABLE = Pattern.compile("[ -~]*");

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
        String text = text(context);
        return confirms && PRINTABLE.matcher(text).matches()
                ? Answer.reply(confirmation(context, text))
                : context.reply(ambiguous);
    }

    /** What is asked about. SMTPUTF8 behind it says that the reply may be in UTF-8 (RFC 6531, section 3.7.4.2); it never is. */
    private static String text(CommandContext context) {
        String argument = context.argument();
        return Extension.isOffered(context, "SMTPUTF8")
                ? SMTPUTF8.matcher(argument).replaceFirst("")
                : argument;
    }

    private static Reply confirmation(CommandContext context, String text) {
        String mailbox = text.startsWith("<") || text.endsWith(">") ? text : "<" + text + ">";
        return context.settings().isOff("ENHANCEDSTATUSCODES")
                ? Reply.plain(250, mailbox)
                : Reply.of(250, "2.1.5", mailbox);
    }
}
