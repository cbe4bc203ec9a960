package org.fakesmtp.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.fakesmtp.answer.Answer;
import org.fakesmtp.answer.Step;
import org.fakesmtp.mail.Recipient;

/** What was decided for each recipient of a message under LMTP, and which one is being asked about (RFC 2033, section 4.2). */
final class RecipientAnswers {

    /** Before a message is asked about. */
    static final RecipientAnswers NONE = new RecipientAnswers(List.of());

    private final List<Recipient> recipients;

    /** What was ordered for those before the one that is being asked about. */
    private final List<Decision> decided = new ArrayList<>();

    RecipientAnswers(List<Recipient> recipients) {
        this.recipients = recipients;
    }

    /** The recipient that is being asked about; none where all were. */
    Optional<Recipient> asking() {
        return decided.size() < recipients.size() ? Optional.of(recipients.get(decided.size())) : Optional.empty();
    }

    /** Keeps what was ordered for the recipient that is being asked about, and turns to the next. False where there is none. */
    boolean decide(Decision decision) {
        decided.add(decision);
        return asking().isPresent();
    }

    /** The recipients for whom the normal work is to be done. */
    List<Recipient> undecided() {
        List<Recipient> some = new ArrayList<>();
        for (int i = 0; i < recipients.size(); i++) {
            if (i >= decided.size() || decided.get(i).works()) {
                some.add(recipients.get(i));
            }
        }
        return some;
    }

    /** The answers for all recipients, in their order, as one. */
    Answer all(Function<Recipient, Answer> ofWork) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < recipients.size(); i++) {
            Answer work = ofWork.apply(recipients.get(i));
            steps.addAll(i < decided.size() ? decided.get(i).around(work) : work.steps());
        }
        return Answer.of(steps);
    }
}
