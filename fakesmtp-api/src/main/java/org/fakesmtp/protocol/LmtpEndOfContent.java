package org.fakesmtp.protocol;

import java.util.List;
import java.util.Optional;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Delivery;
import org.fakesmtp.answer.Reply;
import org.fakesmtp.answer.ReplyKey;
import org.fakesmtp.answer.Step;
import org.fakesmtp.mail.Recipient;

/**
 * The end of the content under LMTP (RFC 2033, section 4.2): rules are asked about each accepted recipient, the message goes to the sinks for those that none has decided
 * about, and each recipient gets a reply.
 */
final class LmtpEndOfContent extends EndOfContent {

    @Override
    public boolean isPerRecipient() {
        return true;
    }

    @Override
    public void check(CommandContext context) {
        context.contentEnded();
        context.beginRecipients();
    }

    @Override
    public Answer proceed(CommandContext context) {
        Optional<ReplyKey> failure = context.transaction().failure();
        if (failure.isPresent()) {
            Answer answer = context.answers().all(recipient -> context.reply(failure.get()));
            context.endTransaction();
            return answer;
        }
        List<Recipient> undecided = context.answers().undecided();
        return undecided.isEmpty() || !context.behaviour().hasSinks()
                ? delivered(context, Delivery.taken())
                : Answer.of(List.of(new Step.Deliver(context.messageFor(undecided))));
    }

    @Override
    Answer delivered(CommandContext context, Delivery delivery) {
        List<Recipient> accepted = context.answers().undecided().stream()
                .filter(recipient -> refusal(delivery, recipient).isEmpty())
                .toList();
        if (!accepted.isEmpty() && isTaken(delivery)) {
            tellObservers(context, accepted);
        }
        Answer answer = context.answers().all(recipient -> reply(context, delivery, recipient));
        context.endTransaction();
        return answer;
    }

    /** What the client hears of a delivery for one recipient. */
    private static Answer reply(CommandContext context, Delivery delivery, Recipient recipient) {
        return refusal(delivery, recipient)
                .map(refusal -> Answer.reply(context.expanded(refusal)))
                .orElseGet(() -> reply(context, delivery));
    }

    /** What a sink that has taken the message for others says of this recipient. */
    private static Optional<Reply> refusal(Delivery delivery, Recipient recipient) {
        return delivery instanceof Delivery.Except except
                ? Optional.ofNullable(except.refusals().get(recipient.mailbox()))
                : Optional.empty();
    }
}
