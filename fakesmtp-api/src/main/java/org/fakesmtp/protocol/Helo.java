package org.fakesmtp.protocol;

import java.util.ArrayList;
import java.util.List;
import org.fakesmtp.api.Answer;
import org.fakesmtp.api.Reply;
import org.fakesmtp.api.Stage;

/** HELO and EHLO (RFC 5321, section 4.1.1.1): both end a transaction that is open (section 4.1.4). */
record Helo(Stage stage, ReplyKey ok, ReplyKey syntax) implements CommandHandler {

    @Override
    public void check(CommandContext context) throws Refusal {
        String name = context.argument();
        if (!(context.settings().isStrict() ? isToTheLetter(name) : isWord(name))) {
            throw new Refusal(syntax);
        }
    }

    /** EHLO takes a domain or an address literal, HELO a domain. */
    private boolean isToTheLetter(String name) {
        return stage.equals(Stage.EHLO) ? Domain.isValid(name, true) : Domain.isName(name, true);
    }

    private static boolean isWord(String text) {
        return !text.isEmpty() && text.chars().noneMatch(c -> c <= ' ');
    }

    @Override
    public Answer proceed(CommandContext context) {
        boolean extended = stage.equals(Stage.EHLO);
        context.greeted(context.argument(), extended);
        return extended ? Answer.reply(withExtensions(context, context.catalogueReply(ok))) : context.reply(ok);
    }

    private static Reply withExtensions(CommandContext context, Reply first) {
        List<String> lines = new ArrayList<>(first.lines());
        Extension.STANDARD.forEach(extension -> lines.add(extension.ehloLine(context.settings())));
        lines.addAll(context.behaviour().table().ehloLines());
        return first.withLines(lines);
    }
}
