package org.fakesmtp.protocol;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fakesmtp.answer.Alteration;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Refusal;
import org.fakesmtp.answer.Reply;
import org.fakesmtp.answer.ReplyKey;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.protocol.syntax.Domain;

/**
 * HELO, EHLO (RFC 5321, section 4.1.1.1) and LHLO (RFC 2033, section 4.1): both end a transaction that is open (section 4.1.4). Where syntax is lenient the name is any text, since clients give
 * what their user has called the machine.
 */
record Helo(Stage stage, ReplyKey ok, ReplyKey syntax) implements StandardHandler {

    @Override
    public void check(CommandContext context) throws Refusal {
        String name = context.argument();
        if (!(context.settings().isStrict() ? isToTheLetter(name) : !name.isEmpty())) {
            throw new Refusal(syntax);
        }
    }

    /** EHLO and LHLO take a domain or an address literal, HELO a domain. */
    private boolean isToTheLetter(String name) {
        return stage.equals(Stage.HELO) ? Domain.isName(name, true) : Domain.isValid(name, true);
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
        context.disable(Set.of());
        return stage.equals(Stage.HELO)
                ? context.reply(ok)
                : Answer.reply(withExtensions(context, context.catalogueReply(ok)));
    }

    private static Reply withExtensions(CommandContext context, Reply first) {
        Map<String, String> lines = new LinkedHashMap<>();
        context.behaviour().extensions().stream()
                .filter(extension -> extension.usable().test(context))
                .forEach(extension -> lines.put(extension.keyword(), extension.ehloLine(context)));
        context.behaviour().table().ehloLines().forEach(line -> lines.put(line.split(" ", 2)[0], line));
        context.disable(altered(lines, context.manner().keywords()));
        List<String> all = new ArrayList<>(first.lines());
        all.addAll(lines.values());
        return first.withLines(all);
    }

    /** Announces what was ordered instead. Returns the keywords that are to be refused. */
    private static Set<String> altered(Map<String, String> lines, List<Alteration.OfKeyword> alterations) {
        Set<String> disabled = new HashSet<>();
        for (Alteration.OfKeyword alteration : alterations) {
            if (alteration instanceof Alteration.Add add) {
                lines.put(add.keyword(), (add.keyword() + ' ' + add.arguments()).stripTrailing());
            } else {
                lines.remove(alteration.keyword());
            }
            if (alteration instanceof Alteration.Disable) {
                disabled.add(alteration.keyword());
            }
        }
        return disabled;
    }
}
