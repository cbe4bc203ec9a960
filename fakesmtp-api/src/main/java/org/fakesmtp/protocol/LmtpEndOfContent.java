package org.fakesmtp.protocol;

import java.util.ArrayList;
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

/**
 * The final dot under LMTP (RFC 2033, section 4.2): rules are asked about each accepted recipient, the message goes to the sinks for those that none has decided about, and
 * each recipient gets a reply.
 */
final class LmtpEndOfContent implements CommandHandler {

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
    public boolean isPerRecipient() {
        return true;
    }

    @Override
    public void check(CommandContext context) {
        context.finishMessage();
        context.beginRecipients();
    }

    @Override
    public Answer proceed(CommandContext context) {
        Optional<ReplyKey> failure = context.transaction().failure();
        if (failure.isPresent()) {
            return answer(context, recipient -> context.reply(failure.get()));
        }
        Message message = context.finishMessage(context.transaction().envelope(undecided(context)));
        if (message.envelope().recipients().isEmpty() || !context.behaviour().hasSinks()) {
            return accept(context, Delivery.taken());
        }
        return Answer.of(List.of(new Step.Deliver(message)));
    }

    @Override
    public Answer resume(CommandContext context, Outcome outcome) {
        if (!(outcome instanceof Outcome.Delivered delivered)) {
            throw new IllegalStateException("a delivery has no outcome " + outcome);
        }
        return accept(context, delivered.delivery());
    }

    private static List<Recipient> undecided(CommandContext context) {
        List<Recipient> some = new ArrayList<>();
        for (int i = 0; i < context.decided().size(); i++) {
            if (context.decided().get(i).isEmpty()) {
                some.add(context.recipients().get(i));
            }
        }
        return some;
    }

    private static Answer accept(CommandContext context, Delivery delivery) {
        Message message = context.message().orElseThrow();
        if (!message.envelope().recipients().isEmpty() && EndOfContent.isTaken(delivery)) {
            EndOfContent.tellObservers(context, message);
        }
        return answer(context, recipient -> EndOfContent.reply(context, delivery, recipient));
    }

    /** The answers for all recipients, in their order. */
    private static Answer answer(CommandContext context, java.util.function.Function<Recipient, Answer> otherwise) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < context.decided().size(); i++) {
            Recipient recipient = context.recipients().get(i);
            steps.addAll(context.decided()
                    .get(i)
                    .orElseGet(() -> otherwise.apply(recipient))
                    .steps());
        }
        context.endTransaction();
        return Answer.of(steps);
    }

    @Override
    public void answered(CommandContext context, Answer answer) {
        context.endTransaction();
    }
}
