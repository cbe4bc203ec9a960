package org.fakesmtp.protocol;

import java.util.Set;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.api.Phase;
import org.fakesmtp.mail.Stage;

/** Message content that comes in: the work is to read on. */
final class ContentFlow implements StandardHandler {

    private static final Set<Phase> PHASES = CommandTable.in(Phase.CONTENT, Phase.CHUNK);

    @Override
    public Stage stage() {
        return Stage.CONTENT;
    }

    @Override
    public Set<Phase> phases() {
        return PHASES;
    }

    @Override
    public Answer proceed(CommandContext context) {
        return Answer.nothing();
    }

    /** The client has its answer: what still comes of the content is thrown away, and no reply follows. */
    @Override
    public void answered(CommandContext context, Answer answer) {
        context.answerContent();
    }
}
