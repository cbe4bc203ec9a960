package org.fakesmtp.protocol;

import java.util.Set;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.ReplyKey;
import org.fakesmtp.answer.Step;
import org.fakesmtp.api.Phase;
import org.fakesmtp.mail.Stage;

/** The banner (RFC 5321, section 3.1). */
final class Greeting implements StandardHandler {

    private static final Set<Phase> PHASES = CommandTable.in(Phase.CONNECTED);

    @Override
    public Stage stage() {
        return Stage.CONNECT;
    }

    @Override
    public Set<Phase> phases() {
        return PHASES;
    }

    @Override
    public Answer proceed(CommandContext context) {
        Answer answer = context.reply(ReplyKey.GREETING);
        answered(context, answer);
        return answer;
    }

    /** After a banner that refuses, only QUIT is obeyed. */
    @Override
    public void answered(CommandContext context, Answer answer) {
        boolean refused = answer.steps().stream()
                .map(Step::plain)
                .anyMatch(step -> step instanceof Step.Say say && say.reply().isNegative());
        context.enter(refused ? Phase.REFUSED : context.peer().afterBanner());
    }
}
