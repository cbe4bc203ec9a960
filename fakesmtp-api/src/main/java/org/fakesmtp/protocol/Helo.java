package org.fakesmtp.protocol;

import java.util.ArrayList;
import java.util.List;
import org.fakesmtp.api.Answer;
import org.fakesmtp.api.Reply;
import org.fakesmtp.api.Stage;

/** HELO, EHLO (RFC 5321, section 4.1.1.1) and LHLO (RFC 2033, section 4.1): both end a transaction that is open (section 4.1.4). */
record Helo(Stage stage, ReplyKey ok, ReplyKey syntax) implements CommandHandler {

    @Override
    public java.util.Set<Phase> phases() {
        return OPEN_OR_CHUNKS;
    }

    @Override
    public void check(CommandContext context) throws Refusal {
        String name = context.argument();
        if (!(context.settings().isStrict() ? isToTheLetter(name) : isWord(name))) {
            throw new Refusal(syntax);
        }
    }

    /** EHLO and LHLO take a domain or an address literal, HELO a domain. */
    private boolean isToTheLetter(String name) {
        return stage.equals(Stage.HELO) ? Domain.isName(name, true) : Domain.isValid(name, true);
    }

    private static boolean isWord(String text) {
        return !text.isEmpty() && text.chars().noneMatch(c -> c <= ' ');
    }

    /** Without EHLO there is no STARTTLS (RFC 3207, section 4). */
    @Override
    public boolean isAllowedInClear() {
        return !stage.equals(Stage.HELO);
    }

    @Override
    public boolean isAllowedUnauthenticated() {
        return true;
    }

    @Override
    public Answer proceed(CommandContext context) {
        context.greeted(context.argument(), stage);
        return stage.equals(Stage.HELO)
                ? context.reply(ok)
                : Answer.reply(withExtensions(context, context.catalogueReply(ok)));
    }

    private static Reply withExtensions(CommandContext context, Reply first) {
        List<String> lines = new ArrayList<>(first.lines());
        context.behaviour().extensions().stream()
                .filter(extension -> extension.usable().test(context))
                .forEach(extension -> lines.add(extension.ehloLine(context)));
        lines.addAll(context.behaviour().table().ehloLines());
        return first.withLines(lines);
    }
}
