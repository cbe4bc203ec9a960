package org.fakesmtp.protocol;

import java.util.function.Consumer;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Refusal;
import org.fakesmtp.answer.ReplyKey;
import org.fakesmtp.mail.Stage;

/** A command that does little and always answers the same: RSET and NOOP (RFC 5321, sections 4.1.1.5 and 4.1.1.9). */
record Simple(Stage stage, ReplyKey ok, Argument needs, Consumer<CommandContext> work) implements StandardHandler {

    /** Whether a command takes an argument. */
    enum Argument {
        NONE,
        SOME,
        ANY;

        void check(String argument) throws Refusal {
            if (this == NONE && !argument.isEmpty()) {
                throw new Refusal(ReplyKey.NO_ARGUMENT);
            }
            if (this == SOME && argument.isEmpty()) {
                throw new Refusal(ReplyKey.ARGUMENT_NEEDED);
            }
        }
    }

    /** NOOP stands in the list of RFC 3207, section 4, RSET does not. */
    @Override
    public boolean isAllowedInClear() {
        return stage.equals(Stage.NOOP);
    }

    @Override
    public boolean isAllowedUnauthenticated() {
        return true;
    }

    @Override
    public void check(CommandContext context) throws Refusal {
        needs.check(context.argument());
    }

    @Override
    public Answer proceed(CommandContext context) {
        work.accept(context);
        return context.reply(ok);
    }
}
