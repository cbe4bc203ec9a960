package org.fakesmtp.protocol;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fakesmtp.api.Answer;
import org.fakesmtp.api.Delivery;
import org.fakesmtp.api.Message;
import org.fakesmtp.api.Outcome;
import org.fakesmtp.api.Stage;
import org.fakesmtp.api.Step;

/** The final dot (RFC 5321, section 4.1.1.4): the message goes to the sinks, and the transaction ends whatever comes of it. */
final class EndOfContent implements CommandHandler {

    private static final Set<Phase> PHASES = CommandTable.in(Phase.CONTENT);

    @Override
    public Stage stage() {
        return Stage.MESSAGE;
    }

    @Override
    public Set<Phase> phases() {
        return PHASES;
    }

    @Override
    public void check(CommandContext context) throws Refusal {
        Optional<ReplyKey> failure = context.transaction().failure();
        if (failure.isPresent()) {
            throw new Refusal(failure.get());
        }
        context.finishMessage();
    }

    @Override
    public Answer proceed(CommandContext context) {
        if (!context.behaviour().hasSinks()) {
            return accept(context);
        }
        return Answer.of(List.of(new Step.Deliver(context.message().orElseThrow())));
    }

    @Override
    public Answer resume(CommandContext context, Outcome outcome) {
        if (!(outcome instanceof Outcome.Delivered delivered)) {
            throw new IllegalStateException("a delivery has no outcome " + outcome);
        }
        if (delivered.delivery() == Delivery.taken()) {
            return accept(context);
        }
        Answer answer = delivered.delivery() instanceof Delivery.Refused refused
                ? Answer.reply(ReplyCatalogue.expand(refused.reply(), context::placeholder))
                : context.reply(isFull(delivered.delivery()) ? ReplyKey.MESSAGE_NO_SPACE : ReplyKey.MESSAGE_FAILED);
        context.endTransaction();
        return answer;
    }

    private static boolean isFull(Delivery delivery) {
        return delivery instanceof Delivery.Failed failed && failed.isForWantOfSpace();
    }

    private static Answer accept(CommandContext context) {
        Message message = context.message().orElseThrow();
        context.behaviour()
                .observers()
                .accepted(
                        context.session(),
                        message.id(),
                        message.envelope(),
                        message.content().size());
        Answer answer = context.reply(ReplyKey.MESSAGE_OK);
        context.endTransaction();
        return answer;
    }

    @Override
    public void answered(CommandContext context, Answer answer) {
        context.endTransaction();
    }
}
