package org.fakesmtp.protocol;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fakesmtp.api.Answer;
import org.fakesmtp.api.Delivery;
import org.fakesmtp.api.Message;
import org.fakesmtp.api.Outcome;
import org.fakesmtp.api.Recipient;
import org.fakesmtp.api.Stage;
import org.fakesmtp.api.Step;

/** The final dot (RFC 5321, section 4.1.1.4): the message goes to the sinks, and the transaction ends whatever comes of it. */
final class EndOfContent implements CommandHandler {

    private static final Set<Phase> PHASES = CommandTable.in(Phase.CONTENT, Phase.CHUNK);

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
        if (isTaken(delivered.delivery())) {
            return accept(context);
        }
        Answer answer = reply(context, delivered.delivery());
        context.endTransaction();
        return answer;
    }

    private static Answer accept(CommandContext context) {
        tellObservers(context, context.message().orElseThrow());
        Answer answer = context.reply(ReplyKey.MESSAGE_OK);
        context.endTransaction();
        return answer;
    }

    static boolean isTaken(Delivery delivery) {
        return delivery == Delivery.taken() || delivery instanceof Delivery.Except;
    }

    static void tellObservers(CommandContext context, Message message) {
        context.behaviour()
                .observers()
                .accepted(
                        context.session(),
                        message.id(),
                        message.envelope(),
                        message.content().size());
    }

    /** What the client hears of a delivery for one recipient (RFC 2033). */
    static Answer reply(CommandContext context, Delivery delivery, Recipient recipient) {
        boolean excepted =
                delivery instanceof Delivery.Except except && except.refusals().containsKey(recipient.mailbox());
        return excepted
                ? Answer.reply(((Delivery.Except) delivery)
                        .refusals()
                        .getOrDefault(recipient.mailbox(), context.catalogueReply(ReplyKey.MESSAGE_FAILED)))
                : reply(context, delivery);
    }

    private static Answer reply(CommandContext context, Delivery delivery) {
        if (isTaken(delivery)) {
            return context.reply(ReplyKey.MESSAGE_OK);
        }
        if (delivery instanceof Delivery.Refused refused) {
            return Answer.reply(ReplyCatalogue.expand(refused.reply(), context::placeholder));
        }
        boolean full = delivery instanceof Delivery.Failed failed && failed.isForWantOfSpace();
        return context.reply(full ? ReplyKey.MESSAGE_NO_SPACE : ReplyKey.MESSAGE_FAILED);
    }

    @Override
    public void answered(CommandContext context, Answer answer) {
        context.endTransaction();
    }
}
