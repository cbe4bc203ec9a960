package org.fakesmtp.protocol;

import java.util.Set;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Refusal;
import org.fakesmtp.answer.ReplyKey;
import org.fakesmtp.api.Phase;
import org.fakesmtp.mail.SessionFacts;
import org.fakesmtp.mail.Stage;
import org.fakesmtp.rule.Network;

/**
 * XCLIENT, an extension of Postfix: a trusted client says whom it speaks for. The session goes back to the banner, and rules are asked about the new client.
 *
 * @see <a href="https://www.postfix.org/XCLIENT_README.html">Postfix XCLIENT Howto</a>
 */
final class XClient implements StandardHandler {

    private static final Set<Phase> PHASES = CommandTable.in(Phase.GREETED, Phase.READY);

    /** Whether the other end of the connection is trusted, whomever it speaks for. */
    static boolean isTrusted(CommandContext context) {
        for (Network network : context.settings().xclient()) {
            if (network.contains(context.peer().address())) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Stage stage() {
        return Stage.XCLIENT;
    }

    @Override
    public Set<Phase> phases() {
        return PHASES;
    }

    @Override
    public boolean isAllowedUnauthenticated() {
        return true;
    }

    @Override
    public void check(CommandContext context) throws Refusal {
        if (!isTrusted(context)) {
            throw new Refusal(ReplyKey.XCLIENT_REFUSED);
        }
        new XClientAttributes(context.argument()).check(context.settings().isStrict());
    }

    /** A client that has greeted once and goes on with MAIL is served, as Postfix does: PHPMailer is one. Not where the syntax is strict. */
    @Override
    public Answer proceed(CommandContext context) {
        SessionFacts facts = XClientAttributes.checked(context.argument()).on(context.session());
        boolean greeted = context.phase() == Phase.READY && !context.settings().isStrict();
        if (!context.peer().speaksFor(facts, greeted || facts.helo().isPresent())) {
            return context.reply(ReplyKey.TOO_MANY_FROM_ADDRESS);
        }
        context.restart(facts);
        context.follow(context.behaviour().table().connect);
        return Answer.nothing();
    }
}
