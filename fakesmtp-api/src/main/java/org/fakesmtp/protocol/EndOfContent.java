package org.fakesmtp.protocol;

import java.util.List;
import java.util.Set;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Delivery;
import org.fakesmtp.answer.Outcome;
import org.fakesmtp.answer.ReplyKey;
import org.fakesmtp.api.Phase;
import org.fakesmtp.mail.Recipient;
import org.fakesmtp.mail.Stage;

/** The final dot (RFC 5321, section 4.1.1.4) or the last chunk: the message goes to the sinks, and the transaction ends whatever comes of it. */
abstract class EndOfContent implements StandardHandler {

    private static final Set<Phase> PHASES = CommandTable.in(Phase.CONTENT, Phase.CHUNK);

    @Override
    public final Stage stage() {
        return Stage.MESSAGE;
    }

    @Override
    public final Set<Phase> phases() {
        return PHASES;
    }

    @Override
    public final Answer resume(CommandContext context, Outcome outcome) {
        if (!(outcome instanceof Outcome.Delivered delivered)) {
            throw new IllegalStateException("a delivery has no outcome " + outcome);
        }
        return delivered(context, delivered.delivery());
    }

    /** Goes on when the sinks have had the message. */
    abstract Answer delivered(CommandContext context, Delivery delivery);

    @Override
    public final void answered(CommandContext context, Answer answer) {
        context.endTransaction();
    }

    static boolean isTaken(Delivery delivery) {
        return delivery == Delivery.taken() || delivery instanceof Delivery.Except;
    }

    /** The message is taken for those recipients. */
    static void tellObservers(CommandContext context, List<Recipient> accepted) {
        if (context.behaviour().hasObservers()) {
            MailTransaction transaction = context.transaction();
            context.behaviour()
                    .observers()
                    .accepted(
                            context.session(),
                            context.id(),
                            transaction.envelope(accepted),
                            transaction.content().size());
        }
    }

    /** What the client hears of a delivery. */
    static Answer reply(CommandContext context, Delivery delivery) {
        if (isTaken(delivery)) {
            return context.reply(ReplyKey.MESSAGE_OK);
        }
        if (delivery instanceof Delivery.Refused refused) {
            return Answer.reply(context.expanded(refused.reply()));
        }
        boolean full = delivery instanceof Delivery.Failed failed && failed.isForWantOfSpace();
        return context.reply(full ? ReplyKey.MESSAGE_NO_SPACE : ReplyKey.MESSAGE_FAILED);
    }
}
