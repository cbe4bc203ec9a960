package org.fakesmtp.protocol;

import java.util.function.Consumer;
import org.fakesmtp.api.Answer;
import org.fakesmtp.api.Stage;

/** A command that does little and always answers the same: RSET, NOOP, VRFY, EXPN (RFC 5321, sections 4.1.1.5 to 4.1.1.9). */
record Simple(Stage stage, ReplyKey ok, Argument needs, Consumer<CommandContext> work) implements CommandHandler {

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
