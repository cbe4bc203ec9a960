package org.fakesmtp.protocol;

import java.util.List;
import java.util.Optional;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Delivery;
import org.fakesmtp.answer.Refusal;
import org.fakesmtp.answer.ReplyKey;
import org.fakesmtp.answer.Step;

/** The end of the content under SMTP: one reply for the whole message. */
final class SmtpEndOfContent extends EndOfContent {

    @Override
    public void check(CommandContext context) throws Refusal {
        Optional<ReplyKey> failure = context.transaction().failure();
        if (failure.isPresent()) {
            throw new Refusal(failure.get());
        }
        context.contentEnded();
    }

    @Override
    public Answer proceed(CommandContext context) {
        return context.behaviour().hasSinks()
                ? Answer.of(List.of(new Step.Deliver(context.message().orElseThrow())))
                : delivered(context, Delivery.taken());
    }

    @Override
    Answer delivered(CommandContext context, Delivery delivery) {
        if (isTaken(delivery)) {
            tellObservers(context, context.recipients());
        }
        Answer answer = reply(context, delivery);
        context.endTransaction();
        return answer;
    }
}
