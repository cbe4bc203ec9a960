package org.fakesmtp.protocol;

import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Outcome;
import org.fakesmtp.answer.Refusal;
import org.fakesmtp.api.CommandHandler;
import org.fakesmtp.api.CommandSession;

/** A handler of the standard command table: the session that it serves is always a {@link CommandContext}. */
interface StandardHandler extends CommandHandler {

    /** See {@link CommandHandler#check(CommandSession)}. */
    default void check(CommandContext context) throws Refusal {}

    /** See {@link CommandHandler#proceed(CommandSession)}. */
    Answer proceed(CommandContext context);

    /** See {@link CommandHandler#line(CommandSession, String)}. */
    default Answer line(CommandContext context, String line) {
        return CommandHandler.super.line(context, line);
    }

    /** See {@link CommandHandler#resume(CommandSession, Outcome)}. */
    default Answer resume(CommandContext context, Outcome outcome) {
        return CommandHandler.super.resume(context, outcome);
    }

    /** See {@link CommandHandler#answered(CommandSession, Answer)}. */
    default void answered(CommandContext context, Answer answer) {}

    @Override
    default void check(CommandSession session) throws Refusal {
        check((CommandContext) session);
    }

    @Override
    default Answer proceed(CommandSession session) {
        return proceed((CommandContext) session);
    }

    @Override
    default Answer line(CommandSession session, String line) {
        return line((CommandContext) session, line);
    }

    @Override
    default Answer resume(CommandSession session, Outcome outcome) {
        return resume((CommandContext) session, outcome);
    }

    @Override
    default void answered(CommandSession session, Answer answer) {
        answered((CommandContext) session, answer);
    }
}
